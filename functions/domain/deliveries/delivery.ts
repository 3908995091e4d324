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
 * The state to which each act leads from each state; an act that is not listed is refused. CONTEXT.md has the diagram.
 * Status updates may come out of order: a later state is accepted at once, and an earlier one that comes after it is refused.
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

/** Acts recorded by the service Éducation, or by a system that it trusts. The other acts have use cases of their own. */
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

/** First and last possible day: the same day once it is fixed, and only then a half-day. */
export interface ExpectedDate {
  readonly from: Day;
  readonly to: Day;
  readonly slot?: Slot | undefined;
}

export interface DeliveryPlan {
  readonly lockers: number;
  readonly expected: ExpectedDate;
  /** Of the bon de commande; empty until there is one. */
  readonly orderNumber: string;
}

export interface PlanProblem {
  readonly field: 'lockers' | 'to' | 'slot';
  readonly problem: 'no-locker' | 'days-reversed' | 'slot-of-several-days';
}

/** The rules on several answers together. */
export function planProblems({ lockers, expected }: DeliveryPlan): PlanProblem[] {
  const { from, to, slot } = expected;
  if (lockers === 0) return [{ field: 'lockers', problem: 'no-locker' }];
  if (to < from) return [{ field: 'to', problem: 'days-reversed' }];
  return slot && from !== to ? [{ field: 'slot', problem: 'slot-of-several-days' }] : [];
}

export interface DeliveryEntry extends JournalEntry<DeliveryAct> {
  /** A comment; the reason where one is required. */
  readonly note?: string | undefined;
  /** The réserve that was lifted. */
  readonly reserveId?: string | undefined;
}

/** Lockers going to one collège. */
export interface Delivery extends DeliveryPlan {
  /** Unique within the collège: see `reference.ts`. */
  readonly id: string;
  readonly uai: Uai;
  readonly state: DeliveryState;
  readonly arrivedOn?: Day | undefined;
  readonly installed?: { readonly on: Day; readonly team: string } | undefined;
  /** One for each refused arrival, then at most one that is not refused. */
  readonly receipts: readonly Receipt[];
  readonly takeback?: Takeback | undefined;
  /** 0: not stored yet; each write adds one. */
  readonly version: number;
  /** Of the form that planned it: the same key again is the same delivery. */
  readonly idempotencyKey: string;
  readonly lastIdempotencyKey: string;
  /** As `lastIdempotencyKey`, for the last write about a photo, which is not an act of a person. */
  readonly lastPhoto?: string | undefined;
  readonly journal: readonly DeliveryEntry[];
}

/** One act on a delivery; `undefined` when its state refuses it. */
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

/** The status updates that the state of the delivery allows, in their usual order. */
export function availableStatusUpdates(delivery: Delivery): readonly DeliveryStatusUpdate[] {
  const canClose = openReserves(delivery).length === 0;
  return statusUpdates.filter(
    (statusUpdate) =>
      statusUpdate in deliveryTransitions[delivery.state] &&
      (statusUpdate !== 'closed' || canClose),
  );
}

/** The receipt of the lockers that stayed: after a refusal the lockers go back, and the next arrival gets a receipt of its own. */
export function receiptOf({ receipts }: Pick<Delivery, 'receipts'>): Receipt | undefined {
  return receipts.find(({ verdict }) => verdict !== 'refused');
}

/**
 * Lockers that the collège has: those counted on the receipt of the lockers that stayed. Deliveries installed before there
 * were receipts have none, and count as announced.
 */
export function lockersDelivered(
  delivery: Pick<Delivery, 'receipts' | 'state' | 'lockers'>,
): number {
  const receipt = receiptOf(delivery);
  if (receipt) return receipt.counted;
  return delivery.state === 'installed' || delivery.state === 'closed' ? delivery.lockers : 0;
}

export function openReserves({ receipts }: Pick<Delivery, 'receipts'>) {
  return receipts
    .filter(({ verdict }) => verdict !== 'refused')
    .flatMap(({ reserves }) => reserves)
    .filter(({ lifted }) => !lifted);
}

export function isReceivable(delivery: Delivery): boolean {
  return 'received' in deliveryTransitions[delivery.state] && !receiptOf(delivery);
}

/** Still to come although its last expected day is over. */
export function isLate(
  { state, expected }: Pick<Delivery, 'state' | 'expected'>,
  today: Day,
): boolean {
  return (state === 'planned' || state === 'on-its-way') && expected.to < today;
}

/** Whether something is still to be done about it. */
export function isOpen({ state }: Pick<Delivery, 'state'>): boolean {
  return state !== 'closed' && state !== 'cancelled';
}

/** The most urgent first. */
const urgencies = ['postponed', 'late', 'reserves', 'under-way', 'over'] as const;
type Urgency = (typeof urgencies)[number];

function urgencyOf(delivery: Delivery, today: Day): Urgency {
  const { state } = delivery;
  if (!isOpen(delivery)) return 'over';
  if (state === 'postponed') return 'postponed';
  if (isLate(delivery, today)) return 'late';
  return openReserves(delivery).length > 0 ? 'reserves' : 'under-way';
}

/** The most urgent first; at equal urgency the earliest first, but the latest first when they are over. */
export function compareDeliveries(one: Delivery, other: Delivery, today: Day): number {
  const [urgency, otherUrgency] = [urgencyOf(one, today), urgencyOf(other, today)];
  if (urgency !== otherUrgency) return urgencies.indexOf(urgency) - urgencies.indexOf(otherUrgency);
  return urgency === 'over'
    ? other.expected.to.localeCompare(one.expected.to)
    : one.expected.to.localeCompare(other.expected.to);
}
