import type { JournalEntry } from '../../domain/journal.ts';
import { memberLimits, type PersonAct } from '../../domain/people/person.ts';
import type { PersonExport } from '../../domain/read-models/lists.ts';
import { chatNames } from '../chats.ts';
import { damageJournalLine } from '../damages/texts.ts';
import { journalLine } from '../declarations/texts.ts';
import { deliveryJournalLine } from '../deliveries/texts.ts';
import { instant } from '../format.ts';

export const people = {
  title: 'Qui peut déclarer pour le collège',
  mailbox: '(boîte officielle du collège)',
  mailRefused:
    'Nos courriels sont refusés à cette adresse\u00a0: vérifiez-la. S’il y a une erreur, rattachez la personne avec la bonne adresse, puis retirez celle-ci.',
  remove: 'Retirer',
  removeNamed: (name: string) => `Retirer ${name}`,
  add: 'Rattacher une personne',
  addHint:
    'Elle pourra déclarer et signaler au nom du collège. Quelqu’un part\u00a0? Rattachez la personne qui le remplace, puis retirez-le.',
  addButton: 'Rattacher',
  handOverHint:
    'Si l’adresse du collège a changé. L’ancienne ne pourra plus ni déclarer ni rattacher personne\u00a0; les personnes rattachées le restent.',
  handOverButton: 'Changer la boîte officielle',
  back: 'Revenir au dossier du collège',
  removal: {
    title: (name: string) => `Retirer ${name}\u00a0?`,
    text: 'La personne ne pourra plus ni déclarer ni signaler pour le collège, dès maintenant. Ce qu’elle a déposé reste. Vous pourrez annuler ce retrait.',
    button: 'Retirer',
    keep: 'Ne rien changer',
    done: (name: string) => `${name} n’est plus rattaché(e) au collège.`,
    undo: 'Annuler le retrait',
  },
  inEducation: {
    title: 'Cette adresse est celle du service Éducation',
    text: 'Un collège ne rattache pas d’agent du service Éducation, qui voit déjà tous les collèges. Rien n’a été enregistré.',
  },
  declined: {
    title: 'Cette personne a refusé ce rattachement',
    text: 'Elle a répondu qu’elle n’est pas de ce collège. Si c’est une erreur, écrivez au Département, qui peut la rattacher. Rien n’a été enregistré.',
  },
  tooMany: {
    title: 'Trop de rattachements',
    text: `Le collège rattache ${memberLimits.perHour.hits} personnes par heure au plus. Attendez un peu, puis recommencez. Rien n’a été enregistré.`,
  },
  tooManyMembers: {
    title: 'Trop de personnes rattachées',
    text: `Un collège compte ${memberLimits.perCollege} personnes rattachées au plus. Retirez d’abord celles qui sont parties. Rien n’a été enregistré.`,
  },
  isMailbox: {
    title: 'La boîte officielle reste rattachée',
    text: 'Sans elle, personne ne pourrait plus rattacher de collègue. Si l’adresse a changé, écrivez au Département.',
  },
};

/** The pages of one person: their own, and the one that the service Éducation manages them on. */
export const personPage = {
  mail: 'Adresse électronique',
  colleges: 'Collèges',
  none: 'Aucun',
  official: '(boîte officielle)',
  role: 'Rôle',
  education: 'Service Éducation',
  agent: 'Agent de collège',
  history: 'Historique',
  noHistory: 'Aucun changement.',
  mailRefused: (since: string) =>
    `Refusée depuis le ${since}\u00a0: aucun courriel n’y arrive, et le site n’en envoie plus.`,
  sessions: 'Sessions',
  closeHint: 'Sur tous les appareils, tout de suite. Pour revenir, il faudra un nouveau code.',
  closeTheirs: 'Fermer toutes ses sessions',
  back: 'Revenir à la liste des agents',
  conflict: {
    title: 'Quelqu’un a changé cette personne en même temps',
    text: 'Rien n’a été enregistré. Revenez à sa page, puis recommencez.',
  },
};

export const leaving = {
  title: 'Retirer du service Éducation',
  hint: 'La personne ne verra plus que ses collèges, si elle en a.',
  lastOne: {
    title: 'C’est la dernière personne du service Éducation',
    text: 'Sans elle, personne ne pourrait plus rien gérer. Ajoutez d’abord quelqu’un d’autre.',
  },
};

export const deletion = {
  link: 'Supprimer cette personne',
  title: (name: string) => `Supprimer ${name}`,
  goes: 'Disparaissent tout de suite\u00a0: son nom, son adresse et ses rattachements dans la liste des agents, ses sessions, et son adresse partout où un courriel devait lui être envoyé.',
  stays:
    'Restent\u00a0: son nom dans l’historique des déclarations, des signalements et des livraisons, et sur les bons de réception qu’elle a signés, les coordonnées écrites dans une déclaration comme personne à joindre, et les textes libres.',
  trace: 'La trace des courriels déjà envoyés s’efface d’elle-même au bout de 400 jours.',
  button: 'Supprimer définitivement',
  keep: 'Ne rien supprimer',
  isMailbox: {
    title: 'C’est la boîte officielle d’un collège',
    text: 'Changez d’abord la boîte officielle, à la page des agents du collège. Rien n’a été supprimé.',
  },
  inEducation: {
    title: 'Cette personne est du service Éducation',
    text: 'Retirez-la d’abord du service. Rien n’a été supprimé.',
  },
};

/** The page of the link by which a person refuses to be a member of a collège. */
export const refusal = {
  title: 'Refuser un rattachement',
  lead: (name: string, college: string) =>
    `${name}, vous êtes rattaché(e) à\u00a0: ${college}. Si ce n’est pas votre collège, refusez.`,
  what: 'Le rattachement est alors retiré, et le collège ne peut pas vous rattacher à nouveau\u00a0: seul le Département le peut.',
  button: 'Refuser ce rattachement',
  done: {
    title: 'Vous n’êtes pas rattaché(e)',
    text: (college: string) => `Ce rattachement n’existe plus\u00a0: ${college}.`,
  },
  invalid: {
    title: 'Ce lien ne peut pas servir',
    text: 'Il est incomplet, ou ce rattachement n’est pas de ceux qui se refusent. Recopiez-le en entier, ou écrivez au service.',
  },
};

export const account = {
  title: 'Mon compte',
  lead: 'Ce que le site sait de vous.',
  download: 'Télécharger mes données',
  downloadHint: 'Un fichier JSON\u00a0: votre fiche, et ce que l’historique dit de vous.',
  fileName: 'mes-donnees-casiers.json',
  close: 'Fermer toutes mes sessions',
  deletion: 'Supprimer ou corriger',
  deletionText: (serviceName: string) =>
    `Pour faire corriger ou supprimer votre fiche, écrivez au ${serviceName}. Votre nom reste dans l’historique de ce que vous avez déclaré ou signalé.`,
};

const actLabels: Readonly<Record<PersonAct, string>> = {
  'member-added': 'rattachement à un collège',
  'member-removed': 'retrait d’un collège',
  'made-mailbox': 'devient la boîte officielle d’un collège',
  'handed-over': 'n’est plus la boîte officielle d’un collège',
  'signed-out': 'sessions fermées',
  'joined-education': 'entrée au service Éducation',
  'left-education': 'sortie du service Éducation',
  'provider-account-linked': 'compte du fournisseur d’identité retenu',
  'membership-declined': 'refus d’un rattachement',
};

/** `14 janvier 2026 à 9 h 12 : rattachement à un collège, par Lucie Martin`. */
export function personJournalLine(when: string, { what, who }: JournalEntry<PersonAct>): string {
  return `${when}\u00a0: ${actLabels[what]}, par ${who}`;
}

export const allPeople = {
  title: 'Agents',
  search: 'Chercher une personne',
  searchHint: 'Nom, adresse, collège ou commune.',
  searchButton: 'Chercher',
  noneFound: 'Personne ne correspond.',
  columns: ['Personne', 'Adresse', 'Agit pour'],
  add: 'Ajouter une personne au service Éducation',
  addHint:
    'Elle verra tous les collèges et pourra gérer tout le monde. Pour rattacher quelqu’un à un collège, ouvrez la page des agents de ce collège.',
  addButton: 'Ajouter',
};

/** The stored data of a person, as a JSON object that people and machines can read. */
export function personExport(
  data: PersonExport,
  timeZone: string,
): Readonly<Record<string, string | readonly string[]>> {
  const { person, colleges, at, declarationLines, damageLines, deliveryLines } = data;
  const { signedFor, notifiedAbout, contactOf, chatUsers } = data;
  const named = colleges.map(({ uai, name, commune }) => `${uai} ${name}, ${commune}`);
  const when = (at: string) => instant(at, timeZone);
  return {
    'Établi le': when(at),
    Nom: person.name,
    'Adresse électronique': person.mail,
    Rôle: person.education ? personPage.education : personPage.agent,
    Collèges: named,
    'Boîte officielle de': person.mailboxOf,
    'Adresse refusée depuis le': person.mailRefusedAt ? when(person.mailRefusedAt) : '',
    'Sessions fermées le': person.signedOutAt ? when(person.signedOutAt) : '',
    'Historique de votre fiche': person.journal.map((entry) =>
      personJournalLine(when(entry.at), entry),
    ),
    'Ce que vous avez fait': [
      ...declarationLines.map(
        ({ reference, entry }) => `${reference}, ${journalLine(when(entry.at), entry.who, entry)}`,
      ),
      ...damageLines.map(
        ({ reference, entry }) => `${reference}, ${damageJournalLine(when(entry.at), entry)}`,
      ),
      ...deliveryLines.map(
        ({ reference, entry }) => `${reference}, ${deliveryJournalLine(when(entry.at), entry)}`,
      ),
    ],
    'Bons de réception à votre nom': signedFor,
    'Suivi par courriel à votre adresse': notifiedAbout,
    'Déclarations où votre adresse est celle à joindre': contactOf,
    'Vos comptes dans les messageries': chatUsers.map(
      ({ channel, account, name, knownAt, keptRequest }) =>
        `${chatNames[channel]}, ${account}, ${name}, connu le ${when(knownAt)}${keptRequest ? `, demande gardée du ${when(keptRequest.at)}\u00a0: ${keptRequest.intent}` : ''}`,
    ),
    'Ce que ce fichier ne dit pas':
      'L’historique est cherché par votre nom, dans vos collèges d’aujourd’hui\u00a0: un homonyme du même collège peut s’y trouver, et ce que vous avez fait pour un ancien collège n’y est pas. Les textes libres et les brouillons ne sont pas fouillés. La trace des courriels envoyés, gardée 400 jours, et vos sessions, gardées 12 heures, n’y sont pas non plus. Demandez-les au service.',
  };
}
