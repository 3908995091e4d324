import type { Campaign, CampaignPhase, CampaignToday } from '../domain/declarations/campaign.ts';
import type { Todo } from '../domain/read-models/college.ts';
import { count, day } from './format.ts';

/** Texts of every page. */
export const site = {
  name: 'Casiers des collèges',
  departement: (name: string) => `Département de ${name}`,
  skip: 'Aller au contenu',
  nav: 'Menu',
  myCollege: 'Mon collège',
  myColleges: 'Mes collèges',
  education: 'Service Éducation',
  myAccount: 'Mon compte',
  myDeclarations: 'Mes déclarations',
  help: (serviceName: string) => `Une question\u00a0? Écrivez au ${serviceName}\u00a0:`,
  /** The law requires the state of conformity on every page; an audit is needed to claim another. */
  accessibility: 'Accessibilité\u00a0: non conforme',
  personalData: 'Données personnelles',
  errorPrefix: 'Erreur\u00a0: ',
};

/** After an act that says what is stored already. */
export const nothingChanged = {
  title: 'Rien n’a changé',
  text: 'Rien n’a changé\u00a0: c’était déjà enregistré ainsi, personne n’a été prévenu de nouveau.',
};

/** Why an act was refused, and what to do about it. */
export const refusals = {
  notFound: {
    title: 'Page introuvable',
    text: 'Cette page n’existe pas, ou elle n’est pas celle de votre collège.',
    way: 'Choisir mon collège',
  },
  unknownCampaign: {
    title: 'Campagne inconnue',
    text: (id: string) =>
      `La campagne «\u00a0${id}\u00a0» n’existe pas. Rien n’a été déposé. Vos réponses sont ci-dessous.`,
  },
  notOpen: {
    title: 'La campagne n’est pas ouverte',
    kept: 'Rien n’a été déposé. Vos réponses sont ci-dessous\u00a0: copiez-les si vous en avez besoin.',
  },
  conflict: {
    title: 'Quelqu’un a écrit en même temps que vous',
    text: 'Votre texte est conservé ci-dessous, mais rien n’a été déposé\u00a0: relisez ce qui a changé, puis déposez à nouveau si votre réponse est la bonne.',
    conflict: 'Ce qui s’est passé entre-temps',
    differences: 'Ce qui diffère',
    question: 'Question',
    theirs: 'Enregistré',
    yours: 'Votre réponse',
    nothingNeeded: 'Un état néant est enregistré\u00a0: aucun besoin.',
  },
  'invalid-transition': {
    title: 'Cette déclaration ne peut plus changer',
    text: 'Le Département a rendu sa décision. Rien n’a été déposé. Pour y revenir, écrivez-nous.',
  },
  input: 'Vos réponses',
};

/** Refusals of requests that no page of the site sends, and of those that failed. */
export const requestRefusals = {
  crossSite: {
    title: 'Envoi refusé',
    text: 'Ce formulaire a été envoyé depuis un autre site. Revenez à la page et recommencez.',
  },
  unreadable: {
    title: 'Envoi illisible',
    text: 'Ce formulaire est arrivé abîmé\u00a0: rien n’a été enregistré. Revenez à la page précédente, puis recommencez.',
  },
  tooLarge: {
    title: 'Envoi trop volumineux',
    text: 'Vos réponses dépassent la taille permise. Raccourcissez les textes libres, puis recommencez.',
  },
  broken: {
    title: 'Le service a un problème',
    text: 'Votre demande n’a pas abouti. Revenez à la page précédente\u00a0: vos réponses y sont encore. Réessayez dans quelques minutes.',
  },
};

export function campaignNotOpen(campaign: Campaign, phase: CampaignPhase): string {
  return phase === 'upcoming'
    ? `${campaign.name} ouvre le ${day(campaign.opensOn)}.`
    : `${campaign.name} est clos depuis le ${day(campaign.closesOn)}.`;
}

export const home = {
  title: 'Casiers des collèges\u00a0: déclarez vos besoins',
  lead: 'Casiers abîmés, dangereux, hors d’usage\u00a0: dites au Département ce qu’il faut remplacer. Cinq minutes suffisent, et vous pouvez vous interrompre.',
  yours: (colleges: number) => (colleges === 1 ? 'Votre collège' : 'Vos collèges'),
  campaign: 'La campagne',
  campaignHint: 'Réponses, silences et totaux de tous les collèges',
  noCollege:
    'Vous n’êtes plus rattaché(e) à aucun collège. Adressez-vous à votre collège ou au Département.',
};

export function campaignLine({ campaign, phase }: CampaignToday): string {
  switch (phase) {
    case 'open':
      return `${campaign.name}\u00a0: réponses attendues jusqu’au ${day(campaign.closesOn)}.`;
    case 'upcoming':
      return `${campaign.name}\u00a0: les réponses s’ouvrent le ${day(campaign.opensOn)}.`;
    case 'closed':
      return `${campaign.name}\u00a0: clos depuis le ${day(campaign.closesOn)}.`;
  }
}

export const education = {
  pages: 'Service Éducation',
  campaign: 'Campagne',
  damages: 'Signalements',
  deliveries: 'Livraisons',
  people: 'Agents',
  subscribers: 'Abonnés',
  answered: 'Réponses',
  nothingNeeded: 'États néants',
  toReplace: 'Casiers à remplacer',
  dangerous: 'Casiers déclarés dangereux',
  search: 'Chercher un collège',
  searchButton: 'Chercher',
  noneFound: 'Aucun collège ne correspond.',
  columns: ['Collège', 'Commune', 'Réponse', 'À remplacer', 'Dangereux'],
  askCorrection: 'Demander une correction',
  askButton: 'Envoyer la demande',
  cannotAsk: {
    title: 'La demande n’est pas partie',
    text: 'La déclaration a changé entre-temps, ou ne peut plus être corrigée. Revenez à la déclaration, relisez-la, puis recommencez.',
  },
};

/** `1 fiche illisible (D-0470678G-7F3K2M) …`: what is stored and cannot be shown. */
export function unreadableText(references: readonly string[]): string {
  const several = references.length > 1;
  return `${count(references.length, 'fiche illisible', 'fiches illisibles')} (${references.join(', ')})\u00a0: ${several ? 'elles ne sont pas perdues et manquent ici' : 'elle n’est pas perdue et manque ici'}. L’équipe technique est prévenue.`;
}

export const collegePage = {
  uai: 'Code UAI',
  noCampaign: 'Aucune campagne de recensement n’est prévue pour le moment.',
  declare: 'Déclarer nos besoins',
  nothing: 'Nous n’avons besoin de rien\u00a0: déclarer un état néant',
  nothingHint: 'En un clic. Vous pourrez revenir dessus jusqu’à la fin de la campagne.',
  resume: 'Reprendre le brouillon',
  see: 'Voir la déclaration',
  correct: 'Corriger la déclaration',
  'not-declared': 'Le collège n’a pas encore répondu.',
  draftSaved: (when: string) =>
    `Un brouillon est en cours, enregistré le ${when}. Il n’est pas déposé.`,
  filed: (when: string, reference: string) =>
    `Déclaration déposée le ${when}. Référence\u00a0: ${reference}.`,
  filedNothing: (when: string, reference: string) =>
    `État néant déposé le ${when}. Référence\u00a0: ${reference}.`,
  toCorrect: (message: string) =>
    `Le Département vous demande une correction\u00a0: «\u00a0${message}\u00a0»`,
  decided: 'Le Département a rendu sa décision.',
  deliveries: 'Livraisons',
  noDelivery: 'Aucune livraison n’est prévue pour le moment.',
};

export const todoTexts = {
  title: 'Ce qui est attendu de vous',
  nothing: 'Rien pour le moment.',
};

const todoLabels: Readonly<Record<Exclude<Todo['kind'], 'receive'>, string>> = {
  answer: 'Répondre à la campagne de recensement, même pour dire que vous n’avez besoin de rien',
  'finish-draft': 'Finir et déposer votre brouillon',
  correct: 'Corriger votre déclaration',
  'confirm-repair': 'Dire si le dégât est bien réparé',
};

export function todoLabel(todo: Todo): string {
  if (todo.kind !== 'receive') return todoLabels[todo.kind];
  const { arrivedOn, expected: announced } = todo.delivery;
  return `Signer le bon de réception des casiers arrivés le ${day(arrivedOn ?? announced.to)}`;
}
