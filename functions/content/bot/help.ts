import {
  bindButton,
  declareButton,
  helpButton,
  overviewButton,
  reportButton,
  toSite,
} from '../buttons.ts';
import { damageForm } from '../damages/forms.ts';
import { damagePage } from '../damages/texts.ts';
import { declarationForm } from '../declarations/forms.ts';
import { commands, nearestCommand } from '../language/commands.ts';
import type { UnderstoodAsk } from '../model/intent.ts';
import type { Card, CardSetting, NoticeAction } from '../model/notification.ts';
import { answersFacts } from './refusals.ts';

/** How to speak to the bot; `typed` is what it did not understand. */
export function helpCard(typed: string | undefined, setting: CardSetting): Card {
  const near = typed ? nearestCommand(typed) : undefined;
  const meant = near ? ` Vouliez-vous dire « ${near.word} » ?` : '';
  const suggested: readonly NoticeAction[] = near
    ? [{ label: near.label, ask: near.ask, weight: 'main' }]
    : [];
  return {
    title: typed ? 'Demande non comprise' : 'Aide',
    summary: typed
      ? `Nous n’avons pas compris « ${typed} ».${meant} Rien n’a été enregistré.`
      : 'Écrivez un mot de cette liste, ou une phrase. Rien n’est déposé sans que vous le confirmiez.',
    sections: [
      {
        title: 'Ce que vous pouvez écrire',
        facts: commands.map(({ word, what }) => ({ label: word, value: what })),
      },
      {
        title: 'Ou en une phrase',
        text: [
          '« il nous faut 12 casiers en 6e »',
          '« 3 portes cassées bâtiment B, casiers 101-103 »',
          '« nous n’avons besoin de rien cette année »',
          damagePage.noCampaign,
        ].join('\n'),
      },
    ],
    actions: [...suggested, overviewButton(), toSite('Ouvrir le site', '/', setting)],
  };
}

/** The same for whoever is bound to no collège yet: how to become so comes first. */
export function strangerHelpCard(typed: string | undefined, setting: CardSetting): Card {
  const { title, summary, sections, actions } = helpCard(typed, setting);
  return {
    title,
    summary,
    sections: [
      {
        title: 'Pour commencer',
        text: 'Votre adresse n’est rattachée à aucun collège. Choisissez le vôtre : un code est envoyé à sa boîte officielle, et vous le recopiez ici. Ensuite, vous pourrez déclarer et signaler.',
      },
      ...sections,
    ],
    actions: [bindButton('Choisir mon collège'), ...actions.filter(({ ask }) => !ask)],
  };
}

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
