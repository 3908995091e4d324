import { plainNotification } from './chats.ts';
import { count } from './format.ts';
import { forEveryone, type SharedNotification } from './model/notification.ts';

/** Texts of cards in Teams only. */
export const cardTexts = {
  required: (label: string) => `${label} (obligatoire)`,
  error: (message: string) => `Erreur\u00a0: ${message}`,
  toCorrect: (several: number) => `${count(several, 'réponse')} à corriger`,
  /** For a required question without a text of its own. */
  missing: 'Répondez à cette question.',
  photos: 'Ajouter des photos sur le site',
};

const menu = { label: 'Ouvrir le menu', intent: { kind: 'overview' }, weight: 'main' } as const;

/** Cards of the bot in Teams that belong to no dialog. */
export const teamsNotifications = {
  /** When the bot was installed, for one person or for a group. */
  hello: /* @__PURE__ */ forEveryone({
    title: 'Bonjour, ici le guichet des casiers',
    summary:
      'Écrivez ce dont votre collège a besoin, ou ce qui est abîmé. Rien n’est déposé sans que vous le confirmiez. Dans une équipe ou un groupe, commencez par me mentionner\u00a0: ce qui ne regarde que vous, je vous le réponds en privé.',
    sections: [],
    actions: [
      menu,
      { label: 'Déclarer un besoin', intent: { kind: 'declare' } },
      { label: 'Signaler un dégât', intent: { kind: 'report' } },
      { label: 'Aide', intent: { kind: 'help' } },
    ],
    footer: '',
  }),
  conflict: {
    ...plainNotification(
      'Cette carte n’est plus valable',
      'Elle est trop ancienne\u00a0: rien n’a été fait. Repartez du menu.',
    ),
    actions: [menu],
  },
};

/** The line below a message in a channel or a group that is answered to its author alone. */
export const answeredAlone: SharedNotification = /* @__PURE__ */ forEveryone({
  title: '',
  summary: 'Je vous réponds en privé.',
  ...{ sections: [], actions: [], footer: '' },
});

/** The same when Teams does not let the bot write to the author, who has not installed the app. */
export function notInstalled(chatUrl: string, isKept: boolean): SharedNotification {
  const then = isKept ? 'votre demande vous y attend' : 'redites-y votre demande';
  return forEveryone({
    title: '',
    summary: `Je ne peux pas encore vous répondre en privé\u00a0: ajoutez «\u00a0${teamsApp.name}\u00a0» et ouvrez la conversation, ${then}.`,
    sections: [],
    actions: [{ label: 'Ouvrir la conversation', url: chatUrl }],
    footer: '',
  });
}

/** How the app presents itself in Teams. */
export const teamsApp = {
  name: 'Casiers 47',
  fullName: (departement: string) => `Casiers des collèges – Département de ${departement}`,
  short: 'Dire ce dont votre collège a besoin en casiers, ou ce qui est abîmé.',
  full: 'Le guichet des casiers des collèges\u00a0: déclarer les besoins de la campagne, dire qu’on n’a besoin de rien, signaler un dégât, confirmer une livraison et suivre la suite. Le robot connaît chacun par son adresse professionnelle, et ne lit dans les équipes et les groupes que les messages qui le mentionnent. Rien n’est déposé sans que vous le confirmiez.',
};
