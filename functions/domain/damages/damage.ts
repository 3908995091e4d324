import type { Act } from '../act.ts';
import type { Day } from '../dates.ts';
import type { JournalEntry } from '../journal.ts';
import { countLockers, type LockerRange } from '../lockers.ts';
import type { Photo } from '../photo.ts';
import type { Uai } from '../uai.ts';

export const damageParts = [
  'door',
  'lock',
  'hinge',
  'shelf',
  'body',
  'fixing',
  'paint',
  'other',
] as const;
export type DamagePart = (typeof damageParts)[number];

export const lockerMakes = ['old', 'programme'] as const;
/** `programme`: the new lockers that the Département has made for its collèges. */
export type LockerMake = (typeof lockerMakes)[number];

/** Where in the collège; at least one of the three is filled in. */
export interface DamagePlace {
  readonly building: string;
  readonly level: string;
  readonly corridor: string;
}

/** What a collège says of lockers broken in one place. */
export interface DamageReport extends DamagePlace {
  readonly lockers: readonly LockerRange[];
  /** How many of the broken lockers have no number. */
  readonly lockersUnnumbered: number;
  readonly parts: readonly DamagePart[];
  readonly dangerous: boolean;
  readonly maker: LockerMake;
  readonly description: string;
}

export const damageStates = [
  'reported',
  'acknowledged',
  'planned',
  'repaired',
  'replaced',
  'declined',
] as const;
export type DamageState = (typeof damageStates)[number];

/** The state that each act leads to, by state; an act that is not listed is refused. CONTEXT.md has the diagram. */
export const damageTransitions = {
  reported: {
    acknowledged: 'acknowledged',
    planned: 'planned',
    repaired: 'repaired',
    replaced: 'replaced',
    declined: 'declined',
    'repair-confirmed': 'repaired',
    'still-broken': 'reported',
  },
  acknowledged: {
    planned: 'planned',
    repaired: 'repaired',
    replaced: 'replaced',
    declined: 'declined',
    'repair-confirmed': 'repaired',
    'still-broken': 'acknowledged',
  },
  planned: {
    planned: 'planned',
    repaired: 'repaired',
    replaced: 'replaced',
    declined: 'declined',
    'repair-confirmed': 'repaired',
    'still-broken': 'planned',
  },
  repaired: { 'repair-confirmed': 'repaired', 'still-broken': 'reported' },
  replaced: { 'repair-confirmed': 'replaced', 'still-broken': 'reported' },
  declined: { 'repair-confirmed': 'repaired', 'still-broken': 'reported' },
} as const satisfies Record<DamageState, Partial<Record<DamageAct, DamageState>>>;

export const damageActs = [
  'reported',
  'acknowledged',
  'planned',
  'repaired',
  'replaced',
  'declined',
  'repair-confirmed',
  'still-broken',
] as const;
export type DamageAct = (typeof damageActs)[number];

const statusUpdates = ['acknowledged', 'planned', 'repaired', 'replaced', 'declined'] as const;
/** What the service Éducation does about a damage. */
export type DamageStatusUpdate = (typeof statusUpdates)[number];

export function isStatusUpdate(what: DamageAct): what is DamageStatusUpdate {
  return statusUpdates.some((statusUpdate) => statusUpdate === what);
}

/** What the service Éducation may do in that state, in the order in which it usually happens. */
export function availableStatusUpdates(state: DamageState): readonly DamageStatusUpdate[] {
  return statusUpdates.filter((statusUpdate) => statusUpdate in damageTransitions[state]);
}

/** What the collège answers when it is asked whether a damage is repaired. */
export type FollowUp = 'repair-confirmed' | 'still-broken';

export interface DamageEntry extends JournalEntry<DamageAct> {
  /** A comment, or the reason of a refusal. */
  readonly note?: string | undefined;
  /** The day a repair is planned for. */
  readonly day?: Day | undefined;
}

/** Lockers of one collège broken in one place, from the report to the repair. */
export interface Damage extends DamageReport {
  /** Six characters, unique within the collège: see `reference.ts`. */
  readonly id: string;
  readonly uai: Uai;
  /** Numbered and unnumbered together. */
  readonly lockersCount: number;
  readonly photos: readonly Photo[];
  readonly state: DamageState;
  /** Mailbox of the person who reported it, which receives the notifications. */
  readonly reportedBy?: string | undefined;
  /** 0 = not stored yet; each write adds one. */
  readonly version: number;
  /** Names the form or message that it was reported from: the same key twice is one damage. */
  readonly idempotencyKey: string;
  readonly lastIdempotencyKey: string;
  /** Names the last write of a photo. It is not `lastIdempotencyKey`, which belongs to the last act of a person. */
  readonly lastPhoto?: string | undefined;
  readonly journal: readonly DamageEntry[];
}

export function newDamage(
  report: DamageReport,
  key: { readonly uai: Uai; readonly id: string; readonly photos?: readonly Photo[] },
  act: Act,
): Damage {
  const { at, who, mail, channel, idempotencyKey } = act;
  return {
    ...report,
    photos: [],
    ...key,
    lockersCount: countLockers(report.lockers) + report.lockersUnnumbered,
    state: 'reported',
    reportedBy: mail,
    version: 0,
    idempotencyKey,
    lastIdempotencyKey: idempotencyKey,
    journal: [{ at, who, channel, what: 'reported', version: 1 }],
  };
}

/** One act on a damage, with its details. */
export interface DamageChange extends Pick<DamageEntry, 'note' | 'day'> {
  readonly what: DamageStatusUpdate | FollowUp;
}

/** The damage after that act; `undefined` if its state refuses the act. */
export function changeDamage(
  damage: Damage,
  { what, note, day }: DamageChange,
  { at, who, channel, idempotencyKey }: Act,
): Damage | undefined {
  const transitions: Partial<Record<DamageAct, DamageState>> = damageTransitions[damage.state];
  const state = transitions[what];
  if (!state) return undefined;
  const entry = { at, who, channel, what, version: damage.version + 1, note, day };
  return {
    ...damage,
    state,
    lastIdempotencyKey: idempotencyKey,
    journal: [...damage.journal, entry],
  };
}

/** Whether something remains to be done about it. */
export function isOpen({ state }: Pick<Damage, 'state'>): boolean {
  return state === 'reported' || state === 'acknowledged' || state === 'planned';
}

/** Damage to lockers of the programme is also a claim (SAV) on the workshop that makes them. */
export function isAfterSales({ maker }: Pick<DamageReport, 'maker'>): boolean {
  return maker === 'programme';
}

export interface DamageProblem {
  readonly field: keyof DamageReport;
  readonly problem: 'no-place' | 'no-locker' | 'undescribed';
}

/** Checks what involves several answers; the form checks each answer by itself. */
export function damageProblems(report: DamageReport): DamageProblem[] {
  const { building, level, corridor, lockers, lockersUnnumbered, parts, description } = report;
  const problems: DamageProblem[] = [];
  if (!building && !level && !corridor) problems.push({ field: 'building', problem: 'no-place' });
  if (lockers.length === 0 && lockersUnnumbered === 0) {
    problems.push({ field: 'lockers', problem: 'no-locker' });
  }
  if (parts.every((part) => part === 'other') && !description) {
    problems.push({ field: 'description', problem: 'undescribed' });
  }
  return problems;
}

export interface FollowUpAnswer {
  readonly answer: FollowUp;
  readonly comment: string;
}
