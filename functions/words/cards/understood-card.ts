import type { UnderstoodAsk } from '../../domain/ask.ts';
import { damageForm } from '../forms/damage-form.ts';
import { declarationForm } from '../forms/declaration-form.ts';
import type { NoticeAction } from '../notice.ts';
import { declareButton, helpButton, reportButton } from './buttons.ts';
import type { Card } from './card.ts';
import { answersFacts } from './refusal-cards.ts';

const kinds = {
  declare: {
    form: declarationForm,
    summary:
      'Un besoin de casiers. Rien n’est encore déposé : ouvrez le formulaire, vérifiez, complétez.',
    label: 'Continuer la déclaration',
    other: reportButton,
  },
  report: {
    form: damageForm,
    summary: 'Un dégât. Rien n’est encore envoyé : ouvrez le formulaire, vérifiez, complétez.',
    label: 'Continuer le signalement',
    other: declareButton,
  },
} as const;

/** What was understood of a sentence, before anything opens. */
export function understoodCard({ ask }: UnderstoodAsk): Card {
  const { form, summary, label, other } = kinds[ask.kind];
  const facts = answersFacts({ form, answers: ask.answers ?? {} });
  const open: NoticeAction = { label, ask, weight: 'main' };
  return {
    title: 'Voici ce qui a été compris',
    summary,
    sections: facts.length > 0 ? [{ title: form.title, facts }] : [],
    actions: [open, other(ask.uai), helpButton],
  };
}
