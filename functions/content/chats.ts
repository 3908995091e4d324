import type { ChatChannel } from '../domain/act.ts';
import { number } from './format.ts';
import type { CardSetting, Notification } from './model/notification.ts';

export const chatNames: Readonly<Record<ChatChannel, string>> = { slack: 'Slack', teams: 'Teams' };

/** Texts around the cards and forms of every chat. */
export const chat = {
  name: 'Casiers',
  loading: 'Un instant…',
  /** `step` counts from 0. */
  stepOf: (step: number, total: number) => `Étape ${step + 1} sur ${total}`,
  close: 'Fermer',
  back: 'Retour',
  /** No colon after a question mark. */
  fact: (label: string, value: string) =>
    /\?\*?$/.test(label) ? `${label} ${value}` : `${label}\u00a0: ${value}`,
  others: (more: number) => (more === 1 ? 'et 1 autre' : `et ${number(more)} autres`),
  rest: 'La suite est sur le site.',
  toCorrect: 'À corriger',
  photos: {
    label: 'Photos',
    hint: 'Ni visage, ni nom d’élève, ni contenu d’un casier. Le lieu et la date que le téléphone y écrit sont effacés.',
  },
  drafts:
    'Une étape est gardée quand vous pressez «\u00a0Continuer\u00a0» ou «\u00a0Retour\u00a0»\u00a0: vous pouvez finir plus tard, ici ou sur le site. Ce qui est tapé et pas encore envoyé se perd si vous fermez.',
  onSite: 'Continuer sur le site',
  openForm: 'Ouvrir le formulaire',
  groupOf: (first: string, last: string) => `${first} – ${last}`,
};

/** The footer of every card of the bots. */
export function cardFooter({ departementName, serviceName, serviceMail }: CardSetting): string {
  return `Comptoir des casiers du Département de ${departementName}. Une question\u00a0? ${serviceName}\u00a0: ${serviceMail}`;
}

/** The footer of a card that everybody in a place reads. */
export function sharedFooter({ departementName }: Pick<CardSetting, 'departementName'>): string {
  return `Comptoir des casiers du Département de ${departementName}.`;
}

/** A card that is a title and a sentence or two. */
export function plainNotification(title: string, summary: string): Notification {
  return { audience: 'reader', title, summary, sections: [], actions: [], footer: '' };
}

/** Why the bot does not answer an account. */
export const accountRefusals = {
  outsider: plainNotification(
    'Réservé à votre organisation',
    'Ce guichet est celui du Département et de ses collèges. Votre compte vient d’une autre organisation\u00a0: utilisez le site, ou écrivez au service.',
  ),
  closed: plainNotification(
    'Compte fermé',
    'Votre compte de messagerie est fermé\u00a0: nous ne pouvons pas savoir qui vous êtes. Utilisez le site.',
  ),
  robot: plainNotification('Pas de robot', 'Ce guichet ne répond qu’à des personnes.'),
  'no-mail': plainNotification(
    'Adresse électronique inconnue',
    'Votre compte ne dit pas votre adresse électronique, et c’est par elle que nous vous connaissons. Demandez à qui gère la messagerie de l’ajouter à votre profil, ou utilisez le site.',
  ),
};

/** What went wrong, and what the person can do. */
export const chatTroubles = {
  broken: plainNotification(
    'Le service a un problème',
    'Votre demande n’a pas abouti. Réessayez dans quelques minutes\u00a0; le site reste ouvert.',
  ),
  /** Beside a form that is still open. */
  notSent:
    'Le service a un problème\u00a0: rien n’est perdu, vos réponses sont encore là. Réessayez dans quelques minutes.',
  conflict: plainNotification(
    'Ce bouton n’est plus valable',
    'Il vient d’un message trop ancien\u00a0: rien n’a été fait. Tapez «\u00a0/casiers\u00a0» pour voir où vous en êtes.',
  ),
};

/** Texts of the Slack app manifest. */
export const slackApp = {
  name: 'Casiers des collèges',
  description: 'Déclarer les besoins en casiers d’un collège et signaler ceux qui sont abîmés.',
  longDescription:
    'Le guichet des casiers du Département, pour les collèges et le service Éducation\u00a0: déclarer un besoin ou un état néant, signaler un dégât avec ses photos, suivre les livraisons et savoir où on en est. Tapez /casiers, écrivez à l’application avec vos mots, ou ouvrez son accueil. Rien n’est déposé sans votre confirmation.',
  command: {
    description: 'Besoins, dégâts et livraisons de casiers',
    usage: '[besoin | néant | dégât | état | livraison | aide]',
  },
  /** At most 24 characters each. */
  shortcuts: {
    report: { name: 'Signaler un dégât', description: 'Signaler des casiers abîmés' },
    reportMessage: {
      name: 'Signaler un dégât',
      description: 'Signaler les casiers abîmés dont parle ce message',
    },
    declare: { name: 'Déclarer un besoin', description: 'Déclarer un besoin en casiers' },
  },
};
