import { fields, text } from '../fields.ts';
import type { Form } from '../form.ts';

const correctionSchema = fields(() => ({
  correction: text({
    label: 'Ce que le collège doit corriger',
    hint: 'Ce message est envoyé par courriel à la personne qui a déposé, et reste affiché jusqu’à la correction.',
    missing: 'Écrivez ce que le collège doit corriger.',
    maxLength: 1000,
  }),
}));

export const correctionForm: Form<{ correction: string }> = {
  id: 'correction',
  title: 'Demander une correction',
  shortTitle: 'Demander une correction',
  steps: [{ title: 'La demande', fields: ['correction'] }],
  schema: correctionSchema,
};
