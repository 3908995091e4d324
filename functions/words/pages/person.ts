import type { JournalEntry } from '../../domain/journal.ts';
import type { PersonAct } from '../../domain/people/person.ts';

/** One person: their own page, and the one where the service Éducation looks after them. */
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
  sessions: 'Sessions',
  closeHint: 'Sur tous les appareils, tout de suite. Pour revenir, il faudra un nouveau code.',
  closeTheirs: 'Fermer toutes ses sessions',
  back: 'Revenir à la liste des agents',
  stale: {
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
  goes: 'Disparaissent tout de suite : son nom, son adresse et ses rattachements dans la liste des agents, ses sessions, et son adresse partout où un courriel devait lui être envoyé.',
  stays:
    'Restent : son nom dans l’historique des déclarations, des signalements et des livraisons, et sur les bons de réception qu’elle a signés, les coordonnées écrites dans une déclaration comme personne à joindre, et les textes libres.',
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

export const account = {
  title: 'Mon compte',
  lead: 'Ce que le site sait de vous.',
  download: 'Télécharger mes données',
  downloadHint: 'Un fichier JSON : votre fiche, et ce que l’historique dit de vous.',
  fileName: 'mes-donnees-casiers.json',
  close: 'Fermer toutes mes sessions',
  deletion: 'Supprimer ou corriger',
  deletionText: (serviceName: string) =>
    `Pour faire corriger ou supprimer votre fiche, écrivez au ${serviceName}. Votre nom reste dans l’historique de ce que vous avez déclaré ou signalé.`,
};

const actLabels: Readonly<Record<PersonAct, string>> = {
  bound: 'rattachement à un collège',
  unbound: 'retrait d’un collège',
  'made-mailbox': 'devient la boîte officielle d’un collège',
  'handed-over': 'n’est plus la boîte officielle d’un collège',
  'signed-out': 'sessions fermées',
  'joined-education': 'entrée au service Éducation',
  'left-education': 'sortie du service Éducation',
};

/** `14 janvier 2026 à 9 h 12 : rattachement à un collège, par Lucie Martin`. */
export function personJournalLine(when: string, { what, who }: JournalEntry<PersonAct>): string {
  return `${when} : ${actLabels[what]}, par ${who}`;
}
