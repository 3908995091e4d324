import type {
  Damage,
  DamageAct,
  DamageEntry,
  DamagePart,
  DamagePlace,
  DamageState,
} from '../../domain/damages/damage.ts';
import { type LockerRange, printLockers } from '../../domain/lockers.ts';
import type { DamageFilter } from '../../domain/read-models/lists.ts';
import { channelLabels } from '../declarations/texts.ts';
import { count, day, number } from '../format.ts';
import { damagePartLabels } from './forms.ts';

export const damagePage = {
  list: 'Signalements',
  none: 'Aucun dégât signalé.',
  noneOpen: 'Aucun signalement en cours.',
  closed: (damages: number) => count(damages, 'signalement terminé', 'signalements terminés'),
  noCampaign: 'Vous pouvez signaler un dégât toute l’année, campagne de recensement ou non.',
  thanks: 'C’est fait\u00a0: le Département a bien reçu votre signalement.',
  dangerous: 'Dangereux\u00a0: quelqu’un peut se blesser',
  dangerousAdvice:
    'Signalé comme dangereux\u00a0: le service Éducation en est prévenu tout de suite, sans attendre la nuit. En attendant, tenez les élèves à l’écart de ces casiers.',
  afterSales:
    'Casiers «\u00a0Made in 47\u00a0»\u00a0: ce signalement est aussi une demande de SAV à l’atelier qui les fabrique.',
  answers: 'Ce que vous avez signalé',
  history: 'Historique',
  collegeReport: 'Ce que le collège a signalé',
  fromService: 'Ce que dit le Département',
};

/** Texts that only the site shows. */
export const damageSite = {
  report: 'Signaler un dégât',
  send: 'Envoyer le signalement',
  sendHint:
    'Si c’est dangereux, le service Éducation est prévenu tout de suite. Sinon, il le lit dans son récapitulatif de la nuit.',
  keep: 'Donnez cette référence si vous nous appelez.',
  back: 'Revenir au dossier du collège',
  answer: 'Envoyer la réponse',
  count: 'Nombre de casiers',
  state: 'État',
  statusUpdate: 'Où en est le Département\u00a0?',
  updateStatus: 'Enregistrer et prévenir le collège',
};

export const alreadyReported = {
  title: 'Ces casiers sont déjà signalés',
  text: (damages: number) =>
    damages === 1
      ? 'Un signalement en cours parle des mêmes casiers au même endroit. Rien n’a encore été envoyé.'
      : `${count(damages, 'signalement')} en cours parlent des mêmes casiers au même endroit. Rien n’a encore été envoyé.`,
  same: 'Si c’est le même dégât, inutile de le signaler à nouveau\u00a0: ouvrez le signalement, vous pourrez y dire que c’est toujours abîmé.',
  other: 'Si c’est un autre dégât, vos réponses sont conservées ci-dessous.',
  shared: (lockers: string) => `Casiers en commun\u00a0: ${lockers}.`,
  despite: 'Signaler quand même',
};

export const damageRefusals = {
  conflict: {
    title: 'Quelqu’un a écrit en même temps que vous',
    text: 'Votre réponse est conservée ci-dessous, mais elle n’est pas partie\u00a0: relisez ce qui a changé, puis envoyez-la à nouveau si elle est toujours la bonne.',
  },
  'invalid-transition': {
    title: 'Ce signalement ne peut plus changer',
    text: 'Votre réponse n’est pas partie. Si les casiers sont abîmés, faites un nouveau signalement.',
  },
};

export const statusUpdateRefusals = {
  conflict:
    'Rien n’a été enregistré, et votre texte est conservé\u00a0: relisez ce qui a changé, puis recommencez si c’est toujours la bonne suite.',
  'invalid-transition': {
    title: 'Ce signalement n’attend plus cela',
    text: 'Rien n’a été enregistré\u00a0: revenez au signalement et relisez où il en est.',
  },
};

export function damageTitle({ lockersCount }: Pick<Damage, 'lockersCount'>): string {
  return `Signalement\u00a0: ${count(lockersCount, 'casier')}`;
}

export const damageStateLabels: Readonly<Record<DamageState, string>> = {
  reported: 'Signalé, pas encore lu par le Département',
  acknowledged: 'Lu par le Département',
  planned: 'Réparation prévue',
  repaired: 'Réparé',
  replaced: 'Remplacé',
  declined: 'Pas de réparation',
};

/** The state, with the day of the repair or the reason if the last act gave one. */
export function damageStateText({ state, journal }: Pick<Damage, 'state' | 'journal'>): string {
  const entry = journal.findLast(({ what }) => what === state);
  const reopened = journal.at(-1)?.what === 'still-broken';
  if (state === 'reported' && reopened)
    return 'Toujours abîmé\u00a0: signalé à nouveau au Département.';
  const label = damageStateLabels[state];
  if (state === 'planned' && entry?.day) return `${label} le ${day(entry.day)}.`;
  if (state === 'declined' && entry?.note) return `${label}\u00a0: ${entry.note}`;
  return `${label}.`;
}

/** `Bâtiment B, 1er étage, couloir des 6e`. */
export function placeText({ building, level, corridor }: DamagePlace): string {
  return [building, level, corridor].filter(Boolean).join(', ');
}

/** `Porte, serrure`. */
export function partsText(parts: readonly DamagePart[]): string {
  const [first = '', ...others] = parts.map((part) => damagePartLabels[part]);
  return [first, ...others.map((label) => label.toLowerCase())].join(', ');
}

interface CountedLockers {
  readonly lockers: readonly LockerRange[];
  readonly lockersCount: number;
  readonly lockersUnnumbered: number;
}

/** `13 casiers : 101-112, 115`; `3 casiers sans numéro`. */
export function lockersText(lockers: CountedLockers): string {
  const numbers = numbersText(lockers);
  const counted = count(lockers.lockersCount, 'casier');
  return numbers ? `${counted}\u00a0: ${numbers}` : `${counted} sans numéro`;
}

/** For a table with a heading: `13 (101-112, 115)`. */
export function lockersCell(lockers: CountedLockers): string {
  const counted = number(lockers.lockersCount);
  return `${counted} (${numbersText(lockers) || 'sans numéro'})`;
}

/** `101-112, 115 et 2 sans numéro`; a long list is truncated. */
function numbersText({ lockers, lockersUnnumbered }: CountedLockers): string {
  if (lockers.length === 0) return '';
  const shown = printLockers(lockers.slice(0, maxRangesShown));
  const numbers = lockers.length > maxRangesShown ? `${shown}…` : shown;
  return lockersUnnumbered > 0 ? `${numbers} et ${number(lockersUnnumbered)} sans numéro` : numbers;
}

const maxRangesShown = 8;

const actLabels: Readonly<Record<DamageAct, string>> = {
  reported: 'dégât signalé par',
  acknowledged: 'signalement lu par',
  planned: 'réparation prévue par',
  repaired: 'réparation faite, selon',
  replaced: 'casiers remplacés, selon',
  declined: 'réparation refusée par',
  'repair-confirmed': 'réparation confirmée par',
  'still-broken': 'toujours abîmé, selon',
};

/** `14 janvier 2026 à 9 h 12 : dégât signalé par Mme Durand, sur le site`. */
export function damageJournalLine(
  when: string,
  { what, who, channel, day: on }: DamageEntry,
): string {
  const planned = on ? `, pour le ${day(on)}` : '';
  return `${when}\u00a0: ${actLabels[what]} ${who}, ${channelLabels[channel]}${planned}`;
}

/** Texts of the list of all damages, for the service Éducation. */
export const damagesPage = {
  title: 'Signalements',
  lead: 'Les dangereux d’abord, puis les SAV «\u00a0Made in 47\u00a0», puis les autres, du plus ancien au plus récent.',
  filters: 'Choisir les signalements',
  none: 'Aucun signalement.',
  columns: ['Signalement', 'Dégât', 'Signalé le', 'État'],
  back: 'Revenir aux signalements',
  afterSales: 'SAV «\u00a0Made in 47\u00a0»',
};

export const damageFilterLabels: Readonly<Record<DamageFilter, string>> = {
  open: 'À traiter',
  reported: 'Pas encore lus',
  acknowledged: 'Lus',
  planned: 'Réparation prévue',
  repaired: 'Réparés',
  replaced: 'Remplacés',
  declined: 'Sans réparation',
};
