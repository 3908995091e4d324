import type { Day } from '../dates.ts';
import type { Uai } from '../uai.ts';
import type { Declaration } from './declaration.ts';

export interface Campaign {
  /** Short, because every reference begins with it, e.g. `2026`. */
  readonly id: string;
  readonly name: string;
  /** Both days included. */
  readonly opensOn: Day;
  readonly closesOn: Day;
}

export type CampaignPhase = 'upcoming' | 'open' | 'closed';

export function phaseOf(campaign: Campaign, today: Day): CampaignPhase {
  if (today < campaign.opensOn) return 'upcoming';
  return today > campaign.closesOn ? 'closed' : 'open';
}

/** A campaign and its phase on a given day. */
export interface CampaignToday {
  readonly campaign: Campaign;
  readonly phase: CampaignPhase;
}

/** The campaign of the day: the one that is open, else the last that closed, else the next to open. */
export function campaignOf(campaigns: readonly Campaign[], today: Day): CampaignToday | undefined {
  const inOrder = campaigns
    .toSorted((a, b) => a.opensOn.localeCompare(b.opensOn))
    .map((campaign) => ({ campaign, phase: phaseOf(campaign, today) }));
  return (
    inOrder.findLast(({ phase }) => phase === 'open') ??
    inOrder.findLast(({ phase }) => phase === 'closed') ??
    inOrder[0]
  );
}

export const campaignStatusStates = [
  'draft',
  'filed',
  'nothing-needed',
  'to-correct',
  'decided',
] as const;

/** The state of one collège in the campaign. Small, because digests hold one for every collège. */
export interface CampaignStatus {
  readonly uai: Uai;
  readonly state: (typeof campaignStatusStates)[number];
  readonly lockersToReplace: number;
  readonly lockersUnusable: number;
  readonly lockersDangerous: number;
  readonly lockersToTakeBack: number;
}

export function campaignStatusOf({ uai, state, filing }: Declaration): CampaignStatus {
  const needs = filing?.kind === 'needs' ? filing.needs : undefined;
  return {
    uai,
    state: statusStateOf(state, filing),
    lockersToReplace: needs?.lockersToReplace ?? 0,
    lockersUnusable: needs?.lockersUnusable ?? 0,
    lockersDangerous: needs?.lockersDangerous ?? 0,
    lockersToTakeBack: needs?.lockersToTakeBack ?? 0,
  };
}

function statusStateOf(
  state: Declaration['state'],
  filing: Declaration['filing'],
): CampaignStatus['state'] {
  if (state === 'new' || state === 'draft') return 'draft';
  return state === 'filed' && filing?.kind === 'nothing-needed' ? 'nothing-needed' : state;
}

export interface Totals {
  /** Collèges that have answered (`hasAnswered`), états néants included. */
  readonly answered: number;
  readonly nothingNeeded: number;
  readonly lockersToReplace: number;
  readonly lockersUnusable: number;
  readonly lockersDangerous: number;
  readonly lockersToTakeBack: number;
}

/** A collège that is asked for a correction has yet to answer. */
export function hasAnswered({ state }: Pick<CampaignStatus, 'state'>): boolean {
  return state !== 'draft' && state !== 'to-correct';
}

/** The lockers are those of all filings, also of one that is to be corrected: it stands until the correction comes. */
export function totalsOf(campaignStatuses: readonly CampaignStatus[]): Totals {
  const filed = campaignStatuses.filter(({ state }) => state !== 'draft');
  const answered = filed.filter(hasAnswered);
  const sum = (count: (status: CampaignStatus) => number) =>
    filed.reduce((total, status) => total + count(status), 0);
  return {
    answered: answered.length,
    nothingNeeded: answered.filter(({ state }) => state === 'nothing-needed').length,
    lockersToReplace: sum((status) => status.lockersToReplace),
    lockersUnusable: sum((status) => status.lockersUnusable),
    lockersDangerous: sum((status) => status.lockersDangerous),
    lockersToTakeBack: sum((status) => status.lockersToTakeBack),
  };
}

/** Lockers that a collège got, or is to get, since its campaign opened. */
export interface Supply {
  readonly reference: string;
  readonly uai: Uai;
  readonly lockers: number;
}

/** Lockers still to be made: what each collège asked for, less what it got or is to get. No collège has less than none. */
export function lockersStillNeeded(
  campaignStatuses: readonly CampaignStatus[],
  supplies: readonly Supply[],
): number {
  const supplied = new Map<Uai, number>();
  for (const { uai, lockers } of supplies) supplied.set(uai, (supplied.get(uai) ?? 0) + lockers);
  return campaignStatuses
    .filter(({ state }) => state !== 'draft')
    .map(({ uai, lockersToReplace }) => Math.max(0, lockersToReplace - (supplied.get(uai) ?? 0)))
    .reduce((total, lockers) => total + lockers, 0);
}

export interface Lots {
  /** Lockers that the workshop makes per lot. */
  readonly size: number;
  readonly full: number;
  /** Lockers that do not fill a lot yet. */
  readonly remainder: number;
  /** Lockers missing to fill it; 0 when there is no remainder. */
  readonly missing: number;
}

export function lotsOf(lockers: number, size: number): Lots {
  const remainder = lockers % size;
  return {
    size,
    full: Math.floor(lockers / size),
    remainder,
    missing: remainder === 0 ? 0 : size - remainder,
  };
}
