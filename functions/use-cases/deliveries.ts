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
  liftReserve,
  needsReason,
  noteTakeback,
  receive,
  withStatusUpdate,
} from '../domain/deliveries/transitions.ts';
import { journalVersion } from '../domain/journal.ts';
import {
  canActFor,
  canRead,
  canUpdateDeliveries,
  isEducation,
  type Person,
  type ServiceAccount,
} from '../domain/people/person.ts';
import type { Uai } from '../domain/uai.ts';
import type { Clock, DeliveryStore } from './ports.ts';
import { type SendOnceDeps, sendOnce } from './send-once.ts';

export interface ChangeDeliveryDeps {
  readonly deliveries: DeliveryStore;
  readonly clock: Clock;
}

/** Who acts upon which delivery, and what they had before their eyes. */
export interface ChangeDeliveryCommand<By = Person> {
  readonly uai: Uai;
  readonly id: string;
  readonly by: By;
  readonly channel: Channel;
  /** Token of the form, view or message they answer: the same token twice is one act. */
  readonly idempotencyKey: string;
  /** Of the last line of the journal they saw; absent where that does not matter: a machine saw nothing. */
  readonly expectedVersion?: number | undefined;
}

export type ChangeDeliveryOutcome =
  | { readonly kind: 'done'; readonly delivery: Delivery }
  /** Somebody else wrote meanwhile: `delivery` is what stands now, untouched. */
  | { readonly kind: 'conflict'; readonly delivery: Delivery }
  /** The delivery's state allows no such act. */
  | { readonly kind: 'invalid-transition'; readonly delivery: Delivery }
  /** There is none of that id, or they may not act upon it: nobody learns which. */
  | { readonly kind: 'forbidden' };

export type ChangeDelivery = (
  command: ChangeDeliveryCommand<Person | ServiceAccount>,
  change: DeliveryChange,
) => Promise<ChangeDeliveryOutcome>;

/** Everybody's writes to one delivery at the same moment are few. */
const attempts = 5;

/** What every act upon a delivery has in common. Who may act is its caller's to judge. */
export function makeChangeDelivery({ deliveries, clock }: ChangeDeliveryDeps): ChangeDelivery {
  return async ({ uai, id, by, channel, idempotencyKey, expectedVersion }, change) => {
    const who = 'serviceAccount' in by ? by.serviceAccount : by.name;
    const mail = 'serviceAccount' in by ? undefined : by.mail;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const stored = await deliveries.find(uai, id);
      if (!stored) return { kind: 'forbidden' };
      if (isSameAct(stored, idempotencyKey)) return { kind: 'done', delivery: stored };
      if (expectedVersion !== undefined && journalVersion(stored) !== expectedVersion) {
        return { kind: 'conflict', delivery: stored };
      }
      const act = { at: clock.now().toISOString(), who, mail, channel, idempotencyKey };
      const changed = change(stored, act);
      if (!changed) return { kind: 'invalid-transition', delivery: stored };
      if ((await deliveries.save(changed)) === 'saved') {
        return { kind: 'done', delivery: { ...changed, version: changed.version + 1 } };
      }
      // The race was lost between the read and the write: what stands now says what becomes of the act.
    }
    throw new Error('A delivery is written to without a pause');
  };
}

/** A receipt is the same one however much was written since: who signs stands where the network is bad. */
function isSameAct({ lastIdempotencyKey, receipts }: Delivery, idempotencyKey: string): boolean {
  return (
    lastIdempotencyKey === idempotencyKey ||
    receipts.some((receipt) => receipt.idempotencyKey === idempotencyKey)
  );
}

export interface UpdateDeliveryStatusDeps extends ChangeDeliveryDeps {
  /** Who installs lockers in this Département, where nobody says otherwise. */
  readonly installers: string;
}

export interface UpdateDeliveryStatusCommand
  extends ChangeDeliveryCommand<Person | ServiceAccount> {
  readonly statusUpdate: DeliveryStatusUpdate;
  /** The day it happened; today when absent. */
  readonly on?: Day | undefined;
  readonly team?: string | undefined;
  /** What people are told; the reason must be. */
  readonly note?: string | undefined;
}

export type UpdateDeliveryStatusResult =
  | ChangeDeliveryOutcome
  | { readonly kind: 'reason-missing' }
  /** Nothing has happened on a day to come. */
  | { readonly kind: 'day-to-come' };

export type UpdateDeliveryStatus = (
  command: UpdateDeliveryStatusCommand,
) => Promise<UpdateDeliveryStatusResult>;

/** Says where a delivery is: the service Éducation, or a machine that it trusts. */
export function createDeliveryStatusUpdater(deps: UpdateDeliveryStatusDeps): UpdateDeliveryStatus {
  const change = makeChangeDelivery(deps);
  return async ({ statusUpdate, on, team, note = '', ...command }) => {
    if (!canUpdateDeliveries(command.by)) return { kind: 'forbidden' };
    if (needsReason(statusUpdate) && !note) return { kind: 'reason-missing' };
    const today = deps.clock.today();
    if (on && on > today) return { kind: 'day-to-come' };
    const details = { statusUpdate, on: on || today, team: team || deps.installers, note };
    return change(command, (delivery, act) => withStatusUpdate(delivery, details, act));
  };
}

export type ReceiveOutcome =
  | { readonly kind: 'received'; readonly delivery: Delivery }
  /** Somebody has signed for it before, or there is nothing to sign for: `delivery` tells. */
  | { readonly kind: 'not-receivable'; readonly delivery: Delivery }
  | { readonly kind: 'contradictory'; readonly problems: readonly ReceiptProblem[] }
  /** There is none of that id, or they may not act upon it: nobody learns which. */
  | { readonly kind: 'forbidden' };

export type ReceiveDelivery = (
  command: Omit<ChangeDeliveryCommand, 'expectedVersion'>,
  answers: ReceiptAnswers,
) => Promise<ReceiveOutcome>;

/** The collège signs for what has come. One receipt, however often it is sent and by however many. */
export function makeReceiveDelivery(deps: ChangeDeliveryDeps): ReceiveDelivery {
  const change = makeChangeDelivery(deps);
  return async (command, answers) => {
    if (!canActFor(command.by, command.uai)) return { kind: 'forbidden' };
    let problems: readonly ReceiptProblem[] = [];
    const today = deps.clock.today();
    const outcome = await change(command, (delivery, act) => {
      problems = receiptProblems(answers, delivery.lockers);
      return problems.length > 0 ? undefined : receive(delivery, { answers, today }, act);
    });
    if (outcome.kind === 'forbidden') return outcome;
    const { delivery } = outcome;
    if (outcome.kind === 'done') return { kind: 'received', delivery };
    return isReceivable(delivery)
      ? { kind: 'contradictory', problems }
      : { kind: 'not-receivable', delivery };
  };
}

export interface LiftReserveCommand extends ChangeDeliveryCommand {
  readonly reserveId: string;
  /** What was done about it. */
  readonly note: string;
}

export type LiftReserve = (command: LiftReserveCommand) => Promise<ChangeDeliveryOutcome>;

/** The service Éducation lifts a réserve: the workshop has seen to it. With the last one an installed delivery is closed. */
export function makeLiftReserve(deps: ChangeDeliveryDeps): LiftReserve {
  const change = makeChangeDelivery(deps);
  return async ({ reserveId, note, ...command }) => {
    if (!isEducation(command.by)) return { kind: 'forbidden' };
    return change(command, (delivery, act) => liftReserve(delivery, { reserveId, note }, act));
  };
}

export type NoteTakebackOutcome =
  | ChangeDeliveryOutcome
  | { readonly kind: 'contradictory'; readonly problems: readonly TakebackProblem[] };

export type NoteTakeback = (
  command: ChangeDeliveryCommand,
  takeback: Takeback,
) => Promise<NoteTakebackOutcome>;

/** How the old lockers leave. The collège knows of its CA, the service Éducation of the collection: either may note it. */
export function makeNoteTakeback(deps: ChangeDeliveryDeps): NoteTakeback {
  const change = makeChangeDelivery(deps);
  return async (command, takeback) => {
    if (!canRead(command.by, command.uai)) return { kind: 'forbidden' };
    const problems = takebackProblems(takeback, deps.clock.today());
    if (problems.length > 0) return { kind: 'contradictory', problems };
    return change(command, (delivery, act) => noteTakeback(delivery, takeback, act));
  };
}

export interface RecordDeliveryUpdateDeps extends SendOnceDeps {
  readonly updateDeliveryStatus: UpdateDeliveryStatus;
}

export interface DeliveryUpdateCommand
  extends Omit<UpdateDeliveryStatusCommand, 'by' | 'channel' | 'idempotencyKey'> {
  /** Who says it, as the service Éducation calls that machine. */
  readonly source: string;
  /** Of the message: the same one again is the same act, whatever has happened since. */
  readonly messageId: string;
}

export type DeliveryUpdateResult =
  | UpdateDeliveryStatusResult
  | { readonly kind: 'repeated' }
  /** The same message is being dealt with at this moment. */
  | { readonly kind: 'busy' };

export type RecordDeliveryUpdate = (
  command: DeliveryUpdateCommand,
) => Promise<DeliveryUpdateResult>;

/** What another system says of a delivery. What was refused may be said again: tomorrow it may be right. */
export function createDeliveryUpdateRecorder(deps: RecordDeliveryUpdateDeps): RecordDeliveryUpdate {
  const { updateDeliveryStatus } = deps;
  return async ({ source, messageId, ...command }) => {
    const recorded: { outcome?: UpdateDeliveryStatusResult } = {};
    const notificationId = `hook-${source}-${messageId}`;
    const report = await sendOnce(deps, { notificationId, recipient: 'deliveries' }, async () => {
      const by = { serviceAccount: source };
      recorded.outcome = await updateDeliveryStatus({
        ...command,
        by,
        channel: 'webhook',
        idempotencyKey: notificationId,
      });
      if (!isRecorded(recorded.outcome)) throw new Error(recorded.outcome.kind);
    });
    if (recorded.outcome) return recorded.outcome;
    if (report.outcome === 'failed') throw report.error;
    return { kind: report.outcome === 'leased' ? 'busy' : 'repeated' };
  };
}

/** News that come late are settled too: what is further along is believed. */
function isRecorded({ kind }: UpdateDeliveryStatusResult): boolean {
  return kind === 'done' || kind === 'invalid-transition';
}
