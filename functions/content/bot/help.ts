import {
  declareButton,
  helpButton,
  linkAccountButton,
  overviewButton,
  reportButton,
  toSite,
} from '../buttons.ts';
import { damageForm } from '../damages/forms.ts';
import { damagePage } from '../damages/texts.ts';
import { declarationForm } from '../declarations/forms.ts';
import { commands, nearestCommand } from '../language/commands.ts';
import type { IntentToConfirm } from '../model/intent.ts';
import type { Card, CardSetting, NotificationAction, SharedCard } from '../model/notification.ts';
import { answersFacts } from './refusals.ts';

/** The commands of the bot; `input` is a sentence that was not understood. */
export function helpCard(input: string | undefined, setting: CardSetting): SharedCard {
  const near = input ? nearestCommand(input) : undefined;
  const suggestion = near ? ` Vouliez-vous dire «\u00a0${near.word}\u00a0»\u00a0?` : '';
  const suggested: SharedCard['actions'] = near
    ? [{ label: near.label, intent: near.intent, weight: 'main' }]
    : [];
  return {
    title: input ? 'Demande non comprise' : 'Aide',
    summary: input
      ? `Nous n’avons pas compris «\u00a0${input}\u00a0».${suggestion} Rien n’a été enregistré.`
      : 'Écrivez un mot de cette liste, ou une phrase. Rien n’est déposé sans que vous le confirmiez.',
    sections: [
      {
        title: 'Ce que vous pouvez écrire',
        facts: commands.map(({ word, what }) => ({ label: word, value: what })),
      },
      {
        title: 'Ou en une phrase',
        text: [
          '«\u00a0il nous faut 12 casiers en 6e\u00a0»',
          '«\u00a03 portes cassées bâtiment B, casiers 101-103\u00a0»',
          '«\u00a0nous n’avons besoin de rien cette année\u00a0»',
          damagePage.noCampaign,
        ].join('\n'),
      },
    ],
    actions: [...suggested, overviewButton(), toSite('Ouvrir le site', '/', setting)],
  };
}

/** Help for an account that is not linked to a collège: explains first how to link it. */
export function unlinkedUserHelpCard(input: string | undefined, setting: CardSetting): Card {
  const { title, summary, sections, actions } = helpCard(input, setting);
  return {
    title,
    summary,
    sections: [
      {
        title: 'Pour commencer',
        text: 'Votre adresse n’est rattachée à aucun collège. Choisissez le vôtre\u00a0: un code est envoyé à sa boîte officielle, et vous le recopiez ici. Ensuite, vous pourrez déclarer et signaler.',
      },
      ...sections,
    ],
    actions: [linkAccountButton('Choisir mon collège'), ...actions.filter(({ intent }) => !intent)],
  };
}

const kinds = {
  declare: {
    form: declarationForm,
    summary:
      'Un besoin de casiers. Rien n’est encore déposé\u00a0: ouvrez le formulaire, vérifiez, complétez.',
    label: 'Continuer la déclaration',
    other: reportButton,
  },
  report: {
    form: damageForm,
    summary: 'Un dégât. Rien n’est encore envoyé\u00a0: ouvrez le formulaire, vérifiez, complétez.',
    label: 'Continuer le signalement',
    other: declareButton,
  },
} as const;

/** Shows what a sentence was parsed to, before a form opens. */
export function confirmIntentCard({ intent }: IntentToConfirm): Card {
  const { form, summary, label, other } = kinds[intent.kind];
  const facts = answersFacts({ form, answers: intent.answers ?? {} });
  const open: NotificationAction = { label, intent, weight: 'main' };
  return {
    title: 'Voici ce qui a été compris',
    summary,
    sections: facts.length > 0 ? [{ title: form.title, facts }] : [],
    actions: [open, other(intent.uai), helpButton],
  };
}
