import {
  type CollegeAct,
  type Declaration,
  type DeclarationAct,
  type DeclarationState,
  isWithdrawn,
} from '../../domain/declarations/declaration.ts';
import type { Door } from '../../domain/door.ts';

export const declarationPage = {
  required: 'Les réponses sont facultatives, sauf celles marquées « obligatoire ».',
  requiredMark: '(obligatoire)',
  file: 'Déposer la déclaration',
  fileAgain: 'Déposer la correction',
  saveDraft: 'Enregistrer le brouillon',
  saveDraftHint:
    'Un brouillon n’est pas transmis : vous ou un collègue pourrez le finir plus tard.',
  draftSaved: (when: string) =>
    `Brouillon enregistré le ${when}. Il n’est pas encore déposé : le Département ne le voit pas.`,
  correcting: (reference: string) =>
    `La déclaration ${reference} est déjà déposée. Ce que vous déposez ici la remplace.`,
  correctionAsked: (message: string) =>
    `Le Département vous demande une correction\u00a0: «\u00a0${message}\u00a0»`,
  prefilled: (campaign: string) =>
    `Ces réponses reprennent celles de la campagne ${campaign}\u00a0: corrigez ce qui a changé, puis déposez.`,
  errorsTitle: (errors: number) =>
    errors === 1 ? 'Une réponse est à revoir' : `${errors} réponses sont à revoir`,
  untilClose: (closes: string) => `Vous pourrez corriger jusqu’au ${closes}.`,
  none: 'Aucune réponse',
};

export const acknowledgment = {
  filed: 'Déclaration déposée',
  filedNothing: 'État néant déposé',
  draft: 'Brouillon, pas encore déposé',
  withdrawn: 'Déclaration retirée',
  thanks: 'C’est fait : le Département a bien reçu votre réponse.',
  reference: 'Référence',
  keep: 'Donnez cette référence si vous nous appelez.',
  nothing: 'Le collège déclare n’avoir besoin d’aucun casier pendant cette campagne.',
  answers: 'Ce que vous avez déclaré',
  history: 'Historique',
  back: 'Revenir au dossier du collège',
  changeMind: 'Finalement, déclarer des besoins',
  changeMindShort: 'Déclarer un besoin',
  download: 'Télécharger en PDF',
  declared: 'Ce que le collège a déclaré',
  stateOn: (when: string) => `État de la déclaration au ${when}.`,
};

export function acknowledgmentTitle(declaration: Declaration): string {
  const { filing } = declaration;
  if (!filing) return isWithdrawn(declaration) ? acknowledgment.withdrawn : acknowledgment.draft;
  return filing.kind === 'needs' ? acknowledgment.filed : acknowledgment.filedNothing;
}

export const ownList = {
  title: 'Mes déclarations',
  empty: 'Le collège n’a encore rien déclaré.',
  columns: ['Référence', 'Campagne', 'État', 'Dernier événement'],
};

export const stateLabels: Readonly<Record<DeclarationState, string>> = {
  new: 'Pas commencée',
  draft: 'Brouillon',
  filed: 'Déposée',
  'to-correct': 'Correction demandée',
  decided: 'Décidée',
};

const actLabels: Readonly<Record<DeclarationAct, string>> = {
  drafted: 'brouillon enregistré',
  filed: 'déclaration déposée',
  'filed-nothing': 'état néant déposé',
  corrected: 'déclaration corrigée',
  withdrawn: 'déclaration retirée',
  'correction-asked': 'correction demandée',
  decided: 'décision rendue',
} satisfies Record<CollegeAct | DeclarationAct, string>;

export const doorLabels: Readonly<Record<Door, string>> = {
  web: 'sur le site',
  slack: 'dans Slack',
  teams: 'dans Teams',
  hook: 'par un système relié',
};

/** `14 janvier 2026 à 9 h 12 : déclaration déposée par Mme Durand, sur le site`. */
export function journalLine(
  when: string,
  who: string,
  entry: { what: DeclarationAct; door: Door },
) {
  return `${when} : ${actLabels[entry.what]} par ${who}, ${doorLabels[entry.door]}`;
}
