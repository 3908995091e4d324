import type { FollowUp } from '../../domain/damages/damage.ts';
import type { FollowUpAnswer } from '../../use-cases/damages/follow-up-damage.ts';
import { fields, oneOf, text } from '../fields.ts';
import type { Form } from '../form.ts';

const answerLabels: Readonly<Record<FollowUp, string>> = {
  'repair-confirmed': 'Oui, c’est réparé',
  'still-broken': 'Non, c’est toujours abîmé',
};

const answerSchema = fields(() => ({
  answer: oneOf(answerLabels, {
    label: 'Est-ce réparé ?',
    missing: 'Dites si c’est réparé ou toujours abîmé.',
  }),
  comment: text({
    label: 'Une précision ?',
    hint: 'N’écrivez aucun nom d’élève.',
    maxLength: 1000,
  }),
}));

/** What the collège is asked of a damage it reported. */
export const followUpForm: Form<FollowUpAnswer> = {
  id: 'damage-follow-up',
  title: 'Où en est-on ?',
  shortTitle: 'Où en est-on ?',
  steps: [{ title: 'Où en est-on ?', fields: ['answer', 'comment'] }],
  schema: answerSchema,
};
