import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';

/** What an error of Slack's means for a message. */
export type SlackFault =
  /** Too much at once: it says when to come back. */
  | { readonly kind: 'busy'; readonly seconds: number }
  /** Whoever it was for is not there any more. */
  | { readonly kind: 'gone' }
  /** The message that was to change is not there, or not ours any more. */
  | { readonly kind: 'card-gone' }
  /** It does not answer, answers nonsense, or refuses for a reason of ours: later, and somebody may have to look. */
  | { readonly kind: 'trouble' };

/** https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const gone = [
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
const cardGone = [
  'cant_update_message',
  'edit_window_closed',
  'message_not_found',
  'thread_not_found',
];
const busy = ['message_limit_exceeded', 'rate_limited', 'ratelimited'];

/** Where it does not say. */
const patienceSeconds = 30;

export function faultOf(error: unknown): SlackFault {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'busy', seconds: error.retryAfter };
  if (!(error instanceof WebAPIPlatformError)) return { kind: 'trouble' };
  const { error: code, response_metadata } = error.data;
  if (busy.includes(code)) {
    return { kind: 'busy', seconds: response_metadata?.retryAfter ?? patienceSeconds };
  }
  if (gone.includes(code)) return { kind: 'gone' };
  return { kind: cardGone.includes(code) ? 'card-gone' : 'trouble' };
}
