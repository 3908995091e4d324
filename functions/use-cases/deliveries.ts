import type { Channel } from '../domain/act.ts';
import type { Day } from '../domain/dates.ts';
import {
  type Delivery,
  type DeliveryChange,
  type DeliveryStatusUpdate,
  isReceivable,
} from '../domain/deliveries/delivery.ts';
import {
  type ReceiptAnswers,
  type ReceiptProblem,
  receiptProblems,
} from '../domain/deliveries/receipt.ts';
import {
  type Takeback,
  type TakebackProblem,
  takebackProblems,
} from '../domain/deliveries/takeback.ts';
import {
  needsReason,
  receive,
  withReserveLifted,
  withStatusUpdate,
  withTakeback,
} from '../domain/deliveries/transitions.ts';
import {
  canActFor,
  canRead,
  canUpdateDeliveries,
  isEducation,
  type Person,
  type ServiceAccount,
} from '../domain/people/person.ts';
import type { Uai } from '../domain/uai.ts';
import { changeStored } from './change.ts';
import type { Deps } from './ports.ts';
import { type SendOnceDeps, sendOnce } from './send-once.ts';

export interface ChangeDeliveryCommand<By = Person> {
  readonly uai: Uai;
  readonly id: string;
  readonly by: By;
  readonly channel: Channel;
  /** Names the form, view or message that is answered: the same key twice is one act. */
  readonly idempotencyKey: string;
  /** The version of the journal that the author saw. Absent: the author saw none, such as another system. */
  readonly expectedVersion?: number | undefined;
}

export type ChangeDeliveryResult =
  | {
      readonly kind: 'done';
      readonly delivery: Delivery;
      /** The delivery said so already: nothing was written. */
      readonly isUnchanged?: true;
    }
  /** Another person or system wrote since the author looked; `delivery` is the stored one, untouched. */
  | { readonly kind: 'conflict'; readonly delivery: Delivery }
  /** The state of `delivery` refuses the act. */
  | { readonly kind: 'invalid-transition'; readonly delivery: Delivery }
  /** No delivery has that id, or the author may not act on it: both get the same result, so that ids cannot be probed. */
  | { readonly kind: 'forbidden' };

export interface UpdateDeliveryStatusCommand
  extends ChangeDeliveryCommand<Person | ServiceAccount> {
  readonly statusUpdate: DeliveryStatusUpdate;
  /** The day it happened; today when absent. */
  readonly on?: Day | undefined;
  /** Who installed the lockers; `installers` of the Département when absent. */
  readonly team?: string | undefined;
  /** A comment for people; the reason where one is required. */
  readonly note?: string | undefined;
}

export type UpdateDeliveryStatusResult =
  | ChangeDeliveryResult
  | { readonly kind: 'reason-missing' }
  /** `on` is in the future. */
  | { readonly kind: 'day-to-come' };

export type ReceiveDeliveryResult =
  | { readonly kind: 'received'; readonly delivery: Delivery }
  /** The delivery has a receipt already, or its state allows none. */
  | { readonly kind: 'not-receivable'; readonly delivery: Delivery }
  | { readonly kind: 'contradictory'; readonly problems: readonly ReceiptProblem[] }
  | Extract<ChangeDeliveryResult, { readonly kind: 'forbidden' }>;

export interface LiftReserveCommand extends ChangeDeliveryCommand {
  readonly reserveId: string;
  /** What was done about it. */
  readonly note: string;
}

export type NoteTakebackResult =
  | ChangeDeliveryResult
  | { readonly kind: 'contradictory'; readonly problems: readonly TakebackProblem[] };

export interface RecordDeliveryUpdateCommand
  extends Omit<UpdateDeliveryStatusCommand, 'by' | 'channel' | 'idempotencyKey'> {
  /** The name that the service Éducation gave to the other system. */
  readonly source: string;
  /** The same message again is the same act, whatever happened in between. */
  readonly messageId: string;
}

export type RecordDeliveryUpdateResult =
  | UpdateDeliveryStatusResult
  | { readonly kind: 'repeated' }
  /** Another run is recording the same message. */
  | { readonly kind: 'busy' };

type ChangeDeliveryDeps = Pick<Deps, 'deliveries' | 'clock'>;
type UpdateDeliveryStatusDeps = ChangeDeliveryDeps & Pick<Deps, 'installers'>;
export type RecordDeliveryUpdateDeps = UpdateDeliveryStatusDeps & SendOnceDeps;

/** Records the progress of a delivery, by the service Éducation or by a system that it trusts. */
export async function updateDeliveryStatus(
  deps: UpdateDeliveryStatusDeps,
  command: UpdateDeliveryStatusCommand,
): Promise<UpdateDeliveryStatusResult> {
  const { by, statusUpdate, on, team, note = '' } = command;
  if (!canUpdateDeliveries(by)) return { kind: 'forbidden' };
  if (needsReason(statusUpdate) && !note) return { kind: 'reason-missing' };
  const today = deps.clock.today();
  if (on && on > today) return { kind: 'day-to-come' };
  const details = { statusUpdate, on: on || today, team: team || deps.installers, note };
  return changeDelivery(deps, command, (delivery, act) => withStatusUpdate(delivery, details, act));
}

/**
 * The collège signs for a delivery. A delivery gets one receipt, however many people sign and however often. Changes since
 * the author looked do not matter, unless another receipt is among them.
 */
export async function receiveDelivery(
  deps: ChangeDeliveryDeps,
  { expectedVersion: _, ...command }: ChangeDeliveryCommand,
  answers: ReceiptAnswers,
): Promise<ReceiveDeliveryResult> {
  if (!canActFor(command.by, command.uai)) return { kind: 'forbidden' };
  const today = deps.clock.today();
  const result = await changeDelivery(deps, command, (stored, act) =>
    receiptProblems(answers, stored.lockers).length > 0
      ? undefined
      : receive(stored, { answers, today }, act),
  );
  if (result.kind === 'forbidden') return result;
  const { delivery } = result;
  if (result.kind === 'done') return { kind: 'received', delivery };
  if (!isReceivable(delivery)) return { kind: 'not-receivable', delivery };
  return { kind: 'contradictory', problems: receiptProblems(answers, delivery.lockers) };
}

/** The service Éducation lifts a réserve. An installed delivery is closed with its last réserve. */
export async function liftReserve(
  deps: ChangeDeliveryDeps,
  command: LiftReserveCommand,
): Promise<ChangeDeliveryResult> {
  if (!isEducation(command.by)) return { kind: 'forbidden' };
  return changeDelivery(deps, command, (delivery, act) =>
    withReserveLifted(delivery, command, act),
  );
}

/** Notes how the old lockers leave: the collège knows the act of its CA, the service Éducation the collection. */
export async function noteTakeback(
  deps: ChangeDeliveryDeps,
  command: ChangeDeliveryCommand,
  takeback: Takeback,
): Promise<NoteTakebackResult> {
  if (!canRead(command.by, command.uai)) return { kind: 'forbidden' };
  const problems = takebackProblems(takeback, deps.clock.today());
  if (problems.length > 0) return { kind: 'contradictory', problems };
  return changeDelivery(deps, command, (delivery, act) => withTakeback(delivery, takeback, act));
}

/**
 * Records a message of another system about a delivery, once per message id. A message that was refused may be sent again:
 * it is accepted once its reason is gone, for example once the delivery is known.
 */
export async function recordDeliveryUpdate(
  deps: RecordDeliveryUpdateDeps,
  { source, messageId, ...update }: RecordDeliveryUpdateCommand,
): Promise<RecordDeliveryUpdateResult> {
  const idempotencyKey = `webhook-${source}-${messageId}`;
  const by = { serviceAccount: source };
  const command = { ...update, by, channel: 'webhook', idempotencyKey } as const;
  const recorded: { result?: UpdateDeliveryStatusResult } = {};
  const sending = await sendOnce(
    deps,
    { notificationId: idempotencyKey, recipient: 'deliveries' },
    async () => {
      recorded.result = await updateDeliveryStatus(deps, command);
      // A failed send may be tried again, a sent one may not.
      if (!isFinal(recorded.result)) throw new Error(recorded.result.kind);
    },
  );
  if (recorded.result) return recorded.result;
  if (sending.outcome === 'failed') throw sending.error;
  return { kind: sending.outcome === 'leased' ? 'busy' : 'repeated' };
}

/** A late message is final too: the delivery is further along, and stays there. */
function isFinal({ kind }: UpdateDeliveryStatusResult): boolean {
  return kind === 'done' || kind === 'invalid-transition';
}

/** Applies one act to a delivery. The caller checks that the author may do it. */
export async function changeDelivery(
  { deliveries, clock }: ChangeDeliveryDeps,
  {
    uai,
    id,
    by,
    channel,
    idempotencyKey,
    expectedVersion,
  }: ChangeDeliveryCommand<Person | ServiceAccount>,
  change: DeliveryChange,
): Promise<ChangeDeliveryResult> {
  const author =
    'serviceAccount' in by ? { who: by.serviceAccount } : { who: by.name, mail: by.mail };
  const act = { ...author, channel, idempotencyKey };
  const result = await changeStored({
    find: () => deliveries.find(uai, id),
    save: deliveries.save,
    apply: (stored) => change(stored, { ...act, at: clock.now().toISOString() }),
    idempotencyKey,
    expectedVersion,
    // A receipt keeps its key for ever: lockers are signed for where the network is bad, and the form may be sent again
    // after other acts.
    isRepeated: ({ lastIdempotencyKey, receipts }) =>
      lastIdempotencyKey === idempotencyKey ||
      receipts.some((receipt) => receipt.idempotencyKey === idempotencyKey),
  });
  if (result.kind === 'missing') return { kind: 'forbidden' };
  const { value: delivery, ...rest } = result;
  return { ...rest, delivery };
}
