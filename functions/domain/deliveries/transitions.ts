import type { Act } from '../act.ts';
import type { Day } from '../dates.ts';
import type { Photo } from '../photo.ts';
import { isSameData } from '../same-data.ts';
import {
  type Delivery,
  type DeliveryAct,
  type DeliveryEntry,
  type DeliveryPlan,
  type DeliveryState,
  type DeliveryStatusUpdate,
  deliveryTransitions,
  isReceivable,
  openReserves,
  receiptOf,
} from './delivery.ts';
import { newReceipt, type ReceiptAnswers, type Reserve } from './receipt.ts';
import type { Takeback } from './takeback.ts';

/** The delivery with its new state and journal line; `undefined` when its state refuses the act. */
function afterAct(
  delivery: Delivery,
  what: Pick<DeliveryEntry, 'what' | 'note' | 'reserveId'>,
  { at, who, channel, idempotencyKey }: Act,
): Delivery | undefined {
  const transitions: Partial<Record<DeliveryAct, DeliveryState>> =
    deliveryTransitions[delivery.state];
  const state = transitions[what.what];
  if (!state) return undefined;
  const entry = { at, who, channel, version: delivery.version + 1, ...what };
  return {
    ...delivery,
    state,
    lastIdempotencyKey: idempotencyKey,
    journal: [...delivery.journal, entry],
  };
}

/**
 * The delivery with a new plan: after a postponement, or a correction; the same object when it is planned so already. A
 * delivery with a receipt keeps its plan.
 */
export function planAgain(
  delivery: Delivery,
  { lockers, expected, orderNumber }: DeliveryPlan,
  act: Act,
): Delivery | undefined {
  if (receiptOf(delivery)) return undefined;
  const plan = { lockers, expected, orderNumber };
  const current = {
    lockers: delivery.lockers,
    expected: delivery.expected,
    orderNumber: delivery.orderNumber,
  };
  if (delivery.state === 'planned' && isSameData(current, plan)) return delivery;
  const planned = afterAct(delivery, { what: 'planned' }, act);
  return planned && { ...planned, ...plan, arrivedOn: undefined };
}

export interface StatusUpdateDetails {
  readonly statusUpdate: DeliveryStatusUpdate;
  /** The day it happened. */
  readonly on: Day;
  /** Who installed the lockers. */
  readonly team: string;
  /** A comment for people, or empty; the reason where one is required. */
  readonly note: string;
}

export function needsReason(statusUpdate: DeliveryStatusUpdate): boolean {
  return statusUpdate === 'postponed' || statusUpdate === 'cancelled';
}

/** The same object when the delivery says so already. */
export function withStatusUpdate(
  delivery: Delivery,
  details: StatusUpdateDetails,
  act: Act,
): Delivery | undefined {
  const { statusUpdate, on, team, note } = details;
  if (statusUpdate === 'closed' && openReserves(delivery).length > 0) return undefined;
  const updated = afterAct(delivery, { what: statusUpdate, note: note || undefined }, act);
  if (!updated) return undefined;
  if (isAlreadySaid(delivery, details, act)) return delivery;
  if (statusUpdate === 'arrived') return { ...updated, arrivedOn: on };
  if (statusUpdate !== 'installed') return updated;
  const arrivedOn = delivery.arrivedOn ?? on;
  return closedIfDone({ ...updated, arrivedOn, installed: { on, team } }, act);
}

/**
 * Whether a status update repeats the last one. Another system that says it again is not heard again, whatever it adds:
 * systems repeat themselves, with another day or wording each time. A person may correct the day, the team or the reason.
 * A postponement after a refusal is new, as it gives the reason of the Département.
 */
function isAlreadySaid(
  delivery: Delivery,
  { statusUpdate, on, team, note }: StatusUpdateDetails,
  { channel }: Act,
): boolean {
  const { state, journal, installed } = delivery;
  if (state !== statusUpdate) return false;
  const last = journal.findLast(({ what }) => what === statusUpdate || what === 'refused');
  if (last?.what !== statusUpdate) return false;
  if (channel === 'webhook') return true;
  const isSameInstalled = isSameData(installed, { on, team });
  return (last.note ?? '') === note && (statusUpdate !== 'installed' || isSameInstalled);
}

/** A delivery is closed once it is installed and has a receipt whose réserves are all lifted. */
function closedIfDone(delivery: Delivery, { at, who, channel }: Act): Delivery {
  const isDone = receiptOf(delivery) && openReserves(delivery).length === 0;
  if (delivery.state !== 'installed' || !isDone) return delivery;
  const closed = { at, who, channel, what: 'closed', version: delivery.version + 1 } as const;
  return { ...delivery, state: 'closed', journal: [...delivery.journal, closed] };
}

/**
 * The delivery with its receipt; `undefined` when its state refuses one. A refused delivery is postponed until the
 * Département replans it: the lockers have left, and the next arrival gets a receipt of its own.
 */
export function receive(
  delivery: Delivery,
  { answers, today }: { readonly answers: ReceiptAnswers; readonly today: Day },
  act: Act,
): Delivery | undefined {
  if (!isReceivable(delivery)) return undefined;
  const { verdict, comment } = answers;
  const isRefused = verdict === 'refused';
  const what = isRefused ? 'refused' : 'received';
  const received = afterAct(delivery, { what, note: comment || undefined }, act);
  if (!received) return undefined;
  const arrivedOn = delivery.arrivedOn ?? today;
  const signed = newReceipt(answers, { announced: delivery.lockers, arrivedOn }, act);
  const receipts = [...delivery.receipts, signed];
  if (isRefused) return { ...received, receipts, arrivedOn: undefined };
  return closedIfDone({ ...received, receipts, arrivedOn }, act);
}

/** The delivery with the réserve lifted; `undefined` when the last receipt has no open réserve of that id. */
export function withReserveLifted(
  delivery: Delivery,
  { reserveId, note }: { readonly reserveId: string; readonly note: string },
  act: Act,
): Delivery | undefined {
  const receipt = delivery.receipts.at(-1);
  const reserve = receipt?.reserves.find(({ id, lifted }) => id === reserveId && !lifted);
  const what = { what: 'reserve-lifted', reserveId, note: note || undefined } as const;
  const after = reserve && afterAct(delivery, what, act);
  if (!receipt || !after) return undefined;
  const lifted = { at: act.at, who: act.who, note: note || undefined };
  const reserves = receipt.reserves.map((each) => (each === reserve ? { ...each, lifted } : each));
  const receipts = [...delivery.receipts.slice(0, -1), { ...receipt, reserves }];
  return closedIfDone({ ...after, receipts }, act);
}

export function withTakeback(
  delivery: Delivery,
  takeback: Takeback,
  act: Act,
): Delivery | undefined {
  if (isSameData(delivery.takeback, takeback)) return delivery;
  const noted = afterAct(delivery, { what: 'takeback-noted' }, act);
  return noted && { ...noted, takeback };
}

/** Ids are unique within a delivery, because refused receipts have no réserves. */
export function findReserve(
  { receipts }: Pick<Delivery, 'receipts'>,
  reserveId: string,
): Reserve | undefined {
  return receipts.flatMap(({ reserves }) => reserves).find(({ id }) => id === reserveId);
}

/** Adds no line to the journal: a photo that arrives is not an act of a person. */
export function withReservePhotos(
  delivery: Delivery,
  reserveId: string,
  photos: readonly Photo[],
): Delivery {
  const receipts = delivery.receipts.map((receipt) => ({
    ...receipt,
    reserves: receipt.reserves.map((reserve) =>
      reserve.id === reserveId ? { ...reserve, photos } : reserve,
    ),
  }));
  return { ...delivery, receipts };
}
