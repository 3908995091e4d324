import type {
  PostedMessage,
  PostedMessagePlace,
  Subject,
} from '../../domain/notifications/notification.ts';
import {
  type MessageLockDeps,
  MessageLocked,
  type SendOnceDeps,
  sendOnce,
  withMessageLock,
} from '../../use-cases/send-once.ts';
import { type NotificationJob, recipientOf, type SendResult } from './queue.ts';

export interface SendNotificationDeps extends SendOnceDeps, MessageLockDeps {}

/** One notification in one conversation of a chat. */
export interface ChatMessage {
  /** `undefined`: the message may have arrived, but it cannot be updated. */
  post(): Promise<PostedMessagePlace | undefined>;
  /** False when the message is no longer there. */
  update(place: PostedMessagePlace): Promise<boolean>;
  /** Posts the notification in short below the message. Unlike an update, a reply alerts people. */
  reply(place: PostedMessagePlace): Promise<unknown>;
}

/** When to try again while another run updates the same message. */
const lockedSeconds = 5;

/**
 * Sends one notification. Each thing has one message per recipient: a later notification updates it, and one that people
 * must notice is a reply below it too.
 */
export async function sendNotification(
  deps: SendNotificationDeps,
  job: NotificationJob,
  chat: {
    /** `undefined`: the recipient has no conversation any more. */
    readonly openMessage: () => Promise<ChatMessage | undefined>;
    readonly failureOf: (error: unknown) => SendResult;
  },
): Promise<SendResult> {
  const { id: notificationId, subject } = job;
  const recipient = recipientOf(job);
  const { outcome, error } = await sendOnce(deps, { notificationId, recipient }, async () => {
    const message = await chat.openMessage();
    if (!message) return;
    if (!subject) {
      await message.post();
      return;
    }
    const { reference } = subject;
    await withMessageLock(deps, { recipient, reference }, (posted) =>
      showLatest(message, subject, posted),
    );
  });
  if (outcome === 'leased') return { kind: 'retry', seconds: deps.runSeconds };
  if (outcome !== 'failed') return { kind: 'sent' };
  return error instanceof MessageLocked
    ? { kind: 'retry', seconds: lockedSeconds }
    : chat.failureOf(error);
}

async function showLatest(
  message: ChatMessage,
  { version, manner }: Subject,
  { place, shown }: PostedMessage,
): Promise<Pick<PostedMessage, 'place' | 'shown'>> {
  if (!place || (version > shown && !(await message.update(place)))) {
    return { place: await message.post(), shown: version };
  }
  // The reply comes last: if it fails, the update is repeated and shows the same.
  if (manner === 'reply') await message.reply(place);
  return { place, shown: Math.max(version, shown) };
}
