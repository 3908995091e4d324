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
import {
  type NotificationJob,
  recipientOf,
  type SendChatJob,
  type SendResult,
} from '../chat/queue.ts';
import { notificationMessage, type SlackMessage } from './render/notification.ts';
import { SlackApiError, type SlackCall } from './web-api.ts';

export interface SlackMessagesDeps extends MessageLockDeps {
  readonly call: SlackCall;
}

export interface SlackTexts {
  readonly recipient: string;
  /** The id of a channel or of a person. */
  readonly channel: string;
  readonly message: SlackMessage;
  readonly subject?: Subject | undefined;
}

/** A page of ours needs no preview under what was just said of it. */
const unfurled = { unfurl_links: false, unfurl_media: false };

/** Says it in Slack: one card for each thing, changed by what comes later, with what must be heard in its thread. */
export function createSlackMessages(deps: SlackMessagesDeps) {
  const { call } = deps;

  async function job(
    channel: string,
    message: Pick<SlackMessage, 'text'> & Partial<SlackMessage>,
    thread_ts?: string,
  ): Promise<PostedMessagePlace> {
    const result = { channel, ...message, ...unfurled, ...(thread_ts && { thread_ts }) };
    const posted = await call((client, token) => client.chat.postMessage({ token, ...result }));
    return { channel: posted.channel ?? channel, message: posted.ts ?? '' };
  }

  /** False where there is nothing left to change. */
  async function change(place: PostedMessagePlace, message: SlackMessage): Promise<boolean> {
    const changed = { channel: place.channel, ts: place.message, ...message };
    try {
      await call((client, token) => client.chat.update({ token, ...changed }));
      return true;
    } catch (error) {
      if (hasCode(error, messageGone)) return false;
      throw error;
    }
  }

  async function sendResultOf(
    { channel, message }: SlackTexts,
    subject: Subject,
    card: PostedMessage,
  ) {
    const { version, manner } = subject;
    const isReportable = version > card.shown;
    const place = card.place;
    if (!place || (isReportable && !(await change(place, message)))) {
      return { place: await job(channel, message), shown: version };
    }
    // Last: what comes before it may be done twice, and shows the same.
    if (manner === 'reply') await job(place.channel, { text: message.text }, place.message);
    return { place, shown: Math.max(version, card.shown) };
  }

  return async (texts: SlackTexts): Promise<void> => {
    const { recipient, subject, channel, message } = texts;
    if (!subject) {
      await job(channel, message);
      return;
    }
    const { reference } = subject;
    await withMessageLock(deps, { recipient, reference }, (card) =>
      sendResultOf(texts, subject, card),
    );
  };
}

export interface SlackSenderDeps extends SendOnceDeps {
  readonly say: (texts: SlackTexts) => Promise<void>;
  /** Empty: the service Éducation reads its mail and has no channel. */
  readonly educationChannel: () => Promise<string>;
}

/** While somebody else is at the same card. */
const lockSeconds = 5;

export function createSlackSender(deps: SlackSenderDeps): SendChatJob {
  const { say, educationChannel, runSeconds } = deps;

  /** People's accounts begin with their workspace: `T123/U456`. */
  async function channelOf({ to }: NotificationJob): Promise<string> {
    if (to.kind === 'person') return to.account.slice(to.account.lastIndexOf('/') + 1);
    return educationChannel();
  }

  return async (job) => {
    const channel = await channelOf(job);
    if (!channel) return { kind: 'sent' };
    const { id: notificationId, notification, subject } = job;
    const recipient = recipientOf(job);
    const message = notificationMessage(notification);
    const { outcome, error } = await sendOnce(deps, { notificationId, recipient }, () =>
      say({ recipient, channel, message, subject }),
    );
    if (outcome === 'leased') return { kind: 'retry', seconds: runSeconds };
    return outcome === 'failed' ? sendResultOf(error) : { kind: 'sent' };
  };
}

/** The recipient is no longer there. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const recipientGone = [
  'account_inactive',
  'cannot_dm_bot',
  'channel_is_archived',
  'channel_not_found',
  'is_archived',
  'is_inactive',
  'messages_tab_disabled',
  'not_in_channel',
  'restricted_action',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'users_not_found',
];
/** The message that was to change is no longer there, or can no longer be changed. */
const messageGone = [
  'cant_update_message',
  'edit_window_closed',
  'message_not_found',
  'thread_not_found',
];
const busy = ['message_limit_exceeded', 'rate_limited', 'ratelimited'];
/** Where Slack does not say when to come back. */
const busySeconds = 30;

function hasCode(error: unknown, codes: readonly string[]): error is SlackApiError {
  return error instanceof SlackApiError && codes.includes(error.code);
}

function sendResultOf(error: unknown): SendResult {
  if (error instanceof MessageLocked) return { kind: 'retry', seconds: lockSeconds };
  if (hasCode(error, busy)) {
    return { kind: 'retry', seconds: error.retryAfterSeconds ?? busySeconds };
  }
  return { kind: hasCode(error, recipientGone) ? 'undeliverable' : 'retry', error };
}
