import type { Day, Instant } from '../calendar.ts';
import type { Uai } from '../colleges/uai.ts';
import { lastUntold, type Told } from '../journal.ts';
import {
  type Delivery,
  type DeliveryAct,
  type DeliveryEntry,
  type DeliveryPlan,
  type DeliveryState,
  isLate,
} from './delivery.ts';
import { deliveryReference } from './delivery-reference.ts';
import type { Receipt } from './receipt.ts';

/** A delivery that is still to come, small enough to be carried from digest to digest. */
export interface ComingDelivery extends Pick<DeliveryPlan, 'lockers' | 'expected'> {
  readonly uai: Uai;
  readonly reference: string;
  readonly state: DeliveryState;
}

/** What a collège or a machine said of a delivery since the last digest: the last of it. */
export interface DeliveryNews extends ComingDelivery {
  readonly what: DeliveryAct;
  readonly at: Instant;
  readonly who: string;
  readonly note?: string | undefined;
  /** What was signed since, with its réserves: each is a claim on the workshop. */
  readonly receipt?: Receipt | undefined;
}

export function deliveryNewsOf(delivery: Delivery, told: Told): DeliveryNews | undefined {
  // What the service Éducation did itself is no news to it.
  const entry = lastUntold(delivery.journal, isSaid, told);
  if (!entry) return undefined;
  const { what, at, who, note } = entry;
  const receipt = lastUntold(delivery.journal, isSigned, told) && delivery.receipts.at(-1);
  return { ...comingOf(delivery), what, at, who, note, receipt };
}

function isSigned({ what }: DeliveryEntry): boolean {
  return what === 'received' || what === 'refused';
}

function isSaid(entry: DeliveryEntry): boolean {
  return isSigned(entry) || entry.door === 'hook';
}

function comingOf(delivery: Delivery): ComingDelivery {
  const { uai, state, lockers, expected } = delivery;
  return { uai, reference: deliveryReference(delivery), state, lockers, expected };
}

/** Those still to come, after what changed. */
export function comingAfter(
  before: readonly ComingDelivery[],
  changed: readonly Delivery[],
): readonly ComingDelivery[] {
  const now = new Map(before.map((coming) => [coming.reference, coming]));
  for (const delivery of changed) now.set(deliveryReference(delivery), comingOf(delivery));
  return [...now.values()].filter(({ state }) => state === 'planned' || state === 'on-its-way');
}

export function lateAmong(
  coming: readonly ComingDelivery[],
  today: Day,
): readonly ComingDelivery[] {
  return coming.filter((delivery) => isLate(delivery, today));
}

/** What a digest says of deliveries: what wants doing first. */
export function deliveriesByConcern(news: readonly DeliveryNews[]) {
  const refused = news.filter(({ receipt }) => receipt?.verdict === 'refused');
  const withReserves = news.filter(({ receipt }) => receipt?.verdict === 'with-reserves');
  const others = news.filter(({ receipt }) => !receipt || receipt.verdict === 'accepted');
  return { refused, withReserves, others };
}
