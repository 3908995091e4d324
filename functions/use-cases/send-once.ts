import {
  canLease,
  type PostedMessage,
  type SendRecord,
} from '../domain/notifications/notification.ts';
import type { Deps } from './ports.ts';

interface RunLimit {
  /** No run of this Lambda lasts longer: a lease or a lock that is older was left by a run that died. */
  readonly runSeconds: number;
}

export interface SendOnceDeps extends Pick<Deps, 'sendRecords' | 'clock' | 'newId'>, RunLimit {}

export interface SendOnceResult {
  readonly recipient: string;
  /** `leased`: another run is sending at the same moment. `unrecorded`: it was sent, but its record could not be written. */
  readonly outcome: 'sent' | 'already-sent' | 'leased' | 'failed' | 'unrecorded';
  readonly error?: unknown;
}

/** Calls `send` once per notification and recipient, across retries and concurrent runs. A failure is a result, not an exception. */
export async function sendOnce(
  { sendRecords, clock, newId, runSeconds }: SendOnceDeps,
  { notificationId, recipient }: Pick<SendRecord, 'notificationId' | 'recipient'>,
  send: () => Promise<void>,
): Promise<SendOnceResult> {
  const now = () => clock.now().toISOString();
  const stored = await sendRecords.find(notificationId, recipient);
  if (stored?.state === 'sent') return { recipient, outcome: 'already-sent' };
  if (stored && !canLease(stored, now(), runSeconds)) return { recipient, outcome: 'leased' };

  const version = stored?.version ?? 0;
  const lease: SendRecord = {
    ...stored,
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
}

export interface MessageLockDeps extends Pick<Deps, 'postedMessages' | 'clock'>, RunLimit {}

/** Another run is posting or updating the message at the same moment. */
export class MessageLocked extends Error {
  override name = 'MessageLocked';
}

/**
 * Locks the message so that concurrent runs cannot post it twice or show an older version last, and stores what `update`
 * returns. The lock of a run that died expires after `runSeconds`.
 */
export async function withMessageLock(
  { postedMessages, clock, runSeconds }: MessageLockDeps,
  { recipient, reference }: Pick<PostedMessage, 'recipient' | 'reference'>,
  update: (postedMessage: PostedMessage) => Promise<Pick<PostedMessage, 'place' | 'shown'>>,
): Promise<void> {
  const isLocked = ({ lockedAt }: PostedMessage) =>
    lockedAt !== undefined && clock.now().getTime() - Date.parse(lockedAt) <= runSeconds * 1000;

  const stored = await postedMessages.find(recipient, reference);
  const postedMessage = stored ?? { recipient, reference, shown: 0, version: 0 };
  const lockedAt = clock.now().toISOString();
  if (
    isLocked(postedMessage) ||
    (await postedMessages.save({ ...postedMessage, lockedAt })) === 'conflict'
  )
    throw new MessageLocked();
  const locked = { ...postedMessage, version: postedMessage.version + 1 };
  let updated: Pick<PostedMessage, 'place' | 'shown'> = postedMessage;
  try {
    updated = await update(postedMessage);
  } finally {
    const { place, shown } = updated;
    await postedMessages.save({ ...locked, place, shown, lockedAt: undefined });
  }
}
