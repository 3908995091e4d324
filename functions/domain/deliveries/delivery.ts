import type { Act } from '../act.ts';
import type { Day } from '../dates.ts';
import type { JournalEntry } from '../journal.ts';
import type { Uai } from '../uai.ts';
import type { Receipt } from './receipt.ts';
import type { Takeback } from './takeback.ts';

export const deliveryStates = [
  'planned',
  'postponed',
  'on-its-way',
  'arrived',
  'installed',
  'closed',
  'cancelled',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/**
 * Where each act leads from each state; an act that is not listed is refused there. Drawn in CONTEXT.md. News may come
 * out of order: what is further along is believed at once, and what comes after it is refused.
 */
export const deliveryTransitions = {
  planned: {
    planned: 'planned',
    'on-its-way': 'on-its-way',
    arrived: 'arrived',
    received: 'arrived',
    refused: 'postponed',
    installed: 'installed',
    postponed: 'postponed',
    cancelled: 'cancelled',
    'takeback-noted': 'planned',
  },
  'on-its-way': {
    planned: 'planned',
    arrived: 'arrived',
    received: 'arrived',
    refused: 'postponed',
    installed: 'installed',
    postponed: 'postponed',
    cancelled: 'cancelled',
    'takeback-noted': 'on-its-way',
  },
  arrived: {
    planned: 'planned',
    received: 'arrived',
    refused: 'postponed',
    installed: 'installed',
    'reserve-lifted': 'arrived',
    'takeback-noted': 'arrived',
  },
  installed: {
    received: 'installed',
    installed: 'installed',
    'reserve-lifted': 'installed',
    closed: 'closed',
    'takeback-noted': 'installed',
  },
  closed: { 'takeback-noted': 'closed' },
  postponed: {
    planned: 'planned',
    postponed: 'postponed',
    cancelled: 'cancelled',
    'takeback-noted': 'postponed',
  },
  cancelled: { planned: 'planned' },
} as const satisfies Record<DeliveryState, Partial<Record<DeliveryAct, DeliveryState>>>;

export const deliveryActs = [
  'planned',
  'on-its-way',
  'arrived',
  'received',
  'refused',
  'installed',
  'reserve-lifted',
  'closed',
  'postponed',
  'cancelled',
  'takeback-noted',
] as const;
export type DeliveryAct = (typeof deliveryActs)[number];

/** What the Département, or a machine that it trusts, says of a delivery; the others have a use case of their own. */
export const statusUpdates = [
  'on-its-way',
  'arrived',
  'installed',
  'closed',
  'postponed',
  'cancelled',
] as const;
export type DeliveryStatusUpdate = (typeof statusUpdates)[number];

export const slots = ['morning', 'afternoon'] as const;
export type Slot = (typeof slots)[number];

/** First and last day it may come; one and the same once the day is known, and then perhaps half of it. */
export interface ExpectedDate {
  readonly from: Day;
  readonly to: Day;
  readonly slot?: Slot | undefined;
}

export interface DeliveryPlan {
  readonly lockers: number;
  readonly expected: ExpectedDate;
  /** Numéro de bon de commande; empty where there is none yet. */
  readonly orderNumber: string;
}

export interface PlanProblem {
  readonly field: 'lockers' | 'to' | 'slot';
  readonly problem: 'no-locker' | 'days-reversed' | 'slot-of-several-days';
}

/** The rules that bind several answers together. */
export function planProblems({ lockers, expected }: DeliveryPlan): PlanProblem[] {
  const { from, to, slot } = expected;
  if (lockers === 0) return [{ field: 'lockers', problem: 'no-locker' }];
  if (to < from) return [{ field: 'to', problem: 'days-reversed' }];
  return slot && from !== to ? [{ field: 'slot', problem: 'slot-of-several-days' }] : [];
}

export interface DeliveryEntry extends JournalEntry<DeliveryAct> {
  /** A comment, or the reason. */
  readonly note?: string | undefined;
  /** The réserve that was lifted. */
  readonly reserveId?: string | undefined;
}

/** Lockers going to one collège. */
export interface Delivery extends DeliveryPlan {
  /** Unique in the collège: see `reference.ts`. */
  readonly id: string;
  readonly uai: Uai;
  readonly state: DeliveryState;
  readonly arrivedOn?: Day | undefined;
  readonly installed?: { readonly on: Day; readonly team: string } | undefined;
  /** Each refused arrival left one; at most one is no refusal, and it is the last. */
  readonly receipts: readonly Receipt[];
  readonly takeback?: Takeback | undefined;
  /** 0 = not stored yet; each write adds one. */
  readonly version: number;
  /** Token of the form that it was planned from: the same one again is the same delivery. */
  readonly idempotencyKey: string;
  readonly lastIdempotencyKey: string;
  /** As `lastOpening`, of what was last written of a photo: nobody's act. */
  readonly lastPhoto?: string | undefined;
  readonly journal: readonly DeliveryEntry[];
}

/** One act upon a delivery; `undefined` where its state refuses it. */
export type DeliveryChange = (delivery: Delivery, act: Act) => Delivery | undefined;

export function newDelivery(
  { lockers, expected, orderNumber }: DeliveryPlan,
  { uai, id }: { readonly uai: Uai; readonly id: string },
  { at, who, channel, idempotencyKey }: Act,
): Delivery {
  const journal = [{ at, who, channel, what: 'planned', version: 1 }] as const;
  const plan = { lockers, expected, orderNumber };
  const tokens = { idempotencyKey, lastIdempotencyKey: idempotencyKey };
  return { ...plan, uai, id, state: 'planned', receipts: [], version: 0, ...tokens, journal };
}

/** The acts that the service Éducation may choose from in that state, in the order in which they mostly happen. */
export function availableStatusUpdates(delivery: Delivery): readonly DeliveryStatusUpdate[] {
  const canClose = openReserves(delivery).length === 0;
  return statusUpdates.filter(
    (statusUpdate) =>
      statusUpdate in deliveryTransitions[delivery.state] &&
      (statusUpdate !== 'closed' || canClose),
  );
}

/** The receipt that stands: a refusal sends the lockers back, and another will be signed. */
export function receiptOf({ receipts }: Pick<Delivery, 'receipts'>): Receipt | undefined {
  return receipts.find(({ verdict }) => verdict !== 'refused');
}

export function openReserves({ receipts }: Pick<Delivery, 'receipts'>) {
  return receipts
    .filter(({ verdict }) => verdict !== 'refused')
    .flatMap(({ reserves }) => reserves)
    .filter(({ lifted }) => !lifted);
}

/** Whether the collège may still sign for it. */
export function isReceivable(delivery: Delivery): boolean {
  return 'received' in deliveryTransitions[delivery.state] && !receiptOf(delivery);
}

/** Still to come, and the last day that was told is over. */
export function isLate({ state, expected }: DeliveryComing, today: Day): boolean {
  return (state === 'planned' || state === 'on-its-way') && expected.to < today;
}

export type DeliveryComing = Pick<Delivery, 'state' | 'expected'>;

/** In the order in which deliveries are dealt with. */
const concerns = ['postponed', 'late', 'reserves', 'under-way', 'over'] as const;
type Concern = (typeof concerns)[number];

function concernOf(delivery: Delivery, today: Day): Concern {
  const { state } = delivery;
  if (state === 'closed' || state === 'cancelled') return 'over';
  if (state === 'postponed') return 'postponed';
  if (isLate(delivery, today)) return 'late';
  return openReserves(delivery).length > 0 ? 'reserves' : 'under-way';
}

/** What wants doing first; among equals the earliest, and of those that are over the last. */
export function compareDeliveries(one: Delivery, other: Delivery, today: Day): number {
  const [concern, otherConcern] = [concernOf(one, today), concernOf(other, today)];
  if (concern !== otherConcern) return concerns.indexOf(concern) - concerns.indexOf(otherConcern);
  return concern === 'over'
    ? other.expected.to.localeCompare(one.expected.to)
    : one.expected.to.localeCompare(other.expected.to);
}
