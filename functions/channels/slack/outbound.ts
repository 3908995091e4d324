import type { PostedMessagePlace } from '../../domain/notifications/notification.ts';
import type { NotificationJob, SendResult } from '../chat/queue.ts';
import { type SendNotificationDeps, sendNotification } from '../chat/send-notification.ts';
import { notificationMessage, type SlackMessage } from './render/notification.ts';
import { SlackNotConfigured, type SlackSecrets } from './secrets.ts';
import { SlackApiError, type SlackCall } from './web-api.ts';

export interface SlackOutboundDeps extends SendNotificationDeps {
  readonly call: SlackCall;
  readonly secrets: SlackSecrets;
}

/** Sends a notification from the queue to a person or to the channel of the service Éducation. */
export async function sendSlackNotification(
  deps: SlackOutboundDeps,
  job: NotificationJob,
): Promise<SendResult> {
  const { call } = deps;
  const channel = await channelOf(deps, job);
  // The service Éducation reads its mail.
  if (!channel) return { kind: 'sent' };
  const message = notificationMessage(job.notification);
  return sendNotification(deps, job, {
    openMessage: async () => ({
      post: () => post(call, { channel, ...message }),
      update: (place) => update(call, place, message),
      reply: ({ channel, message: thread_ts }) =>
        post(call, { channel, text: message.text, thread_ts }),
    }),
    failureOf,
  });
}

async function channelOf(
  { secrets }: Pick<SlackOutboundDeps, 'secrets'>,
  { to }: NotificationJob,
): Promise<string> {
  // Accounts begin with their workspace: `T123/U456`.
  if (to.kind === 'person') return to.account.slice(to.account.lastIndexOf('/') + 1);
  try {
    return (await secrets.current()).educationChannel;
  } catch (error) {
    // A Département that does not use Slack leaves the secret empty.
    if (error instanceof SlackNotConfigured) return '';
    throw error;
  }
}

async function post(
  call: SlackCall,
  message: Pick<SlackMessage, 'text'> &
    Partial<SlackMessage> & { readonly channel: string; readonly thread_ts?: string },
): Promise<PostedMessagePlace> {
  // Links to our own site need no preview.
  const previews = { unfurl_links: false, unfurl_media: false };
  const posted = await call((client, token) =>
    client.chat.postMessage({ token, ...message, ...previews }),
  );
  return { channel: posted.channel ?? message.channel, message: posted.ts ?? '' };
}

async function update(
  call: SlackCall,
  { channel, message: ts }: PostedMessagePlace,
  message: SlackMessage,
): Promise<boolean> {
  try {
    await call((client, token) => client.chat.update({ token, channel, ts, ...message }));
    return true;
  } catch (error) {
    if (hasCode(error, messageGone)) return false;
    throw error;
  }
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
/** The message is no longer there, or can no longer be updated. */
const messageGone = [
  'cant_update_message',
  'edit_window_closed',
  'message_not_found',
  'thread_not_found',
];
const busy = ['message_limit_exceeded', 'rate_limited', 'ratelimited'];
/** Used when Slack does not say when to come back. */
const busySeconds = 30;

function hasCode(error: unknown, codes: readonly string[]): error is SlackApiError {
  return error instanceof SlackApiError && codes.includes(error.code);
}

function failureOf(error: unknown): SendResult {
  if (hasCode(error, busy)) {
    return { kind: 'retry', seconds: error.retryAfterSeconds ?? busySeconds };
  }
  return { kind: hasCode(error, recipientGone) ? 'undeliverable' : 'retry', error };
}
