import {
  canLease,
  type PostedMessage,
  type SendRecord,
} from '../domain/notifications/notification.ts';
import type { Clock, PostedMessageStore, SendRecordStore } from './ports.ts';

export interface SendOnceDeps {
  readonly sendRecords: SendRecordStore;
  readonly clock: Clock;
  readonly newId: () => string;
  /** How long a run that sends can last; when absent, as long as any can. */
  readonly runMinutes?: number;
}

export interface SendOnceResult {
  readonly recipient: string;
  /** `claimed`: another run is sending it at this moment. `unrecorded`: it went, and its record could not be written. */
  readonly outcome: 'sent' | 'already-sent' | 'leased' | 'failed' | 'unrecorded';
  readonly error?: unknown;
}

export type SendOnce = (
  what: { readonly notificationId: string; readonly recipient: string },
  send: () => Promise<void>,
) => Promise<SendOnceResult>;

/** Sends one notice to one recipient, once, however often and by however many it is asked. A failure is told, not thrown. */
export function makeSendOnce({ sendRecords, clock, newId, runMinutes }: SendOnceDeps): SendOnce {
  return async ({ notificationId, recipient }, send) => {
    const now = () => clock.now().toISOString();
    const stored = await sendRecords.find(notificationId, recipient);
    if (stored?.state === 'sent') return { recipient, outcome: 'already-sent' };
    if (stored && !canLease(stored, now(), runMinutes)) return { recipient, outcome: 'leased' };

    const version = stored?.version ?? 0;
    const lease: SendRecord = {
      notificationId,
      recipient,
      state: 'sending',
      at: now(),
      run: newId(),
      version,
    };
    if ((await sendRecords.save(lease)) === 'conflict') return { recipient, outcome: 'leased' };
    const leased = { ...lease, version: version + 1 };
    try {
      await send();
    } catch (error) {
      await sendRecords.save({ ...leased, state: 'failed', at: now() });
      return { recipient, outcome: 'failed', error };
    }
    const recorded = await sendRecords.save({ ...leased, state: 'sent', at: now() });
    return { recipient, outcome: recorded === 'saved' ? 'sent' : 'unrecorded' };
  };
}

export interface MessageLockDeps {
  readonly postedMessages: PostedMessageStore;
  readonly clock: Clock;
  /** How long whoever holds one can work. */
  readonly lockSeconds: number;
}

/** Somebody else is posting or changing it at this moment. */
export class MessageLocked extends Error {
  override name = 'MessageLocked';
}

export type WithMessageLock = (
  key: Pick<PostedMessage, 'recipient' | 'reference'>,
  /** Gives the card as it stands once it is done. */
  act: (postedMessage: PostedMessage) => Promise<Pick<PostedMessage, 'place' | 'shown'>>,
) => Promise<void>;

/** One at a time: else two first cards are posted, or what is older is shown last. Whoever died while holding lets go in time. */
export function createMessageLock({
  postedMessages,
  clock,
  lockSeconds,
}: MessageLockDeps): WithMessageLock {
  const isLocked = ({ lockedAt }: PostedMessage) =>
    lockedAt !== undefined && clock.now().getTime() - Date.parse(lockedAt) <= lockSeconds * 1000;

  return async ({ recipient, reference }, act) => {
    const stored = await postedMessages.find(recipient, reference);
    const postedMessage = stored ?? { recipient, reference, shown: 0, version: 0 };
    const lockedAt = clock.now().toISOString();
    if (
      isLocked(postedMessage) ||
      (await postedMessages.save({ ...postedMessage, lockedAt })) === 'conflict'
    )
      throw new MessageLocked();
    const locked = { ...postedMessage, version: postedMessage.version + 1 };
    let done: Pick<PostedMessage, 'place' | 'shown'> = postedMessage;
    try {
      done = await act(postedMessage);
    } finally {
      await postedMessages.save({
        ...locked,
        place: done.place,
        shown: done.shown,
        lockedAt: undefined,
      });
    }
  };
}
