import { plainNotification } from './chats.ts';
import { count } from './format.ts';
import type { Notification, NotificationAction } from './model/notification.ts';

/** Texts of cards in Teams only. */
export const cardTexts = {
  required: (label: string) => `${label} (obligatoire)`,
  error: (message: string) => `Erreur\u00a0: ${message}`,
  toCorrect: (several: number) => `${count(several, 'réponse')} à corriger`,
  /** For a required question without a text of its own. */
  missing: 'Répondez à cette question.',
  photos: 'Ajouter des photos sur le site',
};

const menu: NotificationAction = {
  label: 'Ouvrir le menu',
  intent: { kind: 'overview' },
  weight: 'main',
};

/** Cards of the bot in Teams that belong to no dialog. */
export const teamsNotifications = {
  /** When the bot was installed, for one person or for a group. */
  hello: {
    ...plainNotification(
      'Bonjour, ici le guichet des casiers',
      'Écrivez ce dont votre collège a besoin, ou ce qui est abîmé. Rien n’est déposé sans que vous le confirmiez. Dans une équipe ou un groupe, commencez par me mentionner.',
    ),
    actions: [
      menu,
      { label: 'Déclarer un besoin', intent: { kind: 'declare' } },
      { label: 'Signaler un dégât', intent: { kind: 'report' } },
      { label: 'Aide', intent: { kind: 'help' } },
    ],
  },
  conflict: {
    ...plainNotification(
      'Cette carte n’est plus valable',
      'Elle est trop ancienne\u00a0: rien n’a été fait. Repartez du menu.',
    ),
    actions: [menu],
  },
} satisfies Readonly<Record<string, Notification>>;

/** How the app presents itself in Teams. */
export const teamsApp = {
  name: 'Casiers 47',
  fullName: (departement: string) => `Casiers des collèges – Département de ${departement}`,
  short: 'Dire ce dont votre collège a besoin en casiers, ou ce qui est abîmé.',
  full: 'Le guichet des casiers des collèges\u00a0: déclarer les besoins de la campagne, dire qu’on n’a besoin de rien, signaler un dégât, confirmer une livraison et suivre la suite. Le robot connaît chacun par son adresse professionnelle, et ne lit dans les équipes et les groupes que les messages qui le mentionnent. Rien n’est déposé sans que vous le confirmiez.',
};
