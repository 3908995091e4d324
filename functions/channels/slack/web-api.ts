import type { HomeView, ModalView } from '@slack/types';
import {
  type FetchFunction,
  type Logger,
  LogLevel,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
} from '@slack/web-api';
import type { SlackMessage } from './render/notification.ts';
import type { SlackSecrets as InboundSecrets } from './secrets.ts';

/** Slack's libraries would write what people typed into the log. What goes wrong is reported by us, without it. */
export const quietLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** What we ask of Slack. Each rejects with a `SlackFault` when it is refused. */
export type SlackApi = ReturnType<typeof createSlackApi>;

export interface SlackApiDeps {
  readonly url: string;
  readonly secrets: InboundSecrets;
  /** Not the global one, which costs a cold start 22 to 45 ms. */
  readonly fetch: FetchFunction;
}

/** A refusal of Slack's; `code` is its own word for it. */
export class SlackApiError extends Error {
  readonly code: string;

  constructor(code: string, cause: unknown) {
    super('Slack refused', { cause });
    this.code = code;
    this.name = `SlackFault ${code}`;
  }
}

/** Twice at most, since Slack waits three seconds for us. It answers in a third of one, most of the time. */
const patienceMilliseconds = 1500;

export function createSlackApi({ url, secrets, fetch }: SlackApiDeps) {
  const client = new WebClient(undefined, {
    slackApiUrl: url,
    fetch,
    timeout: patienceMilliseconds,
    retryConfig: { retries: 1, minTimeout: 100, maxTimeout: 100 },
    rejectRateLimitedCalls: true,
    logger: quietLogger,
  });

  /** Once more with the secret as it is now, where the token was refused: it may have been replaced. */
  async function call<T>(intent: (token: string) => Promise<T>): Promise<T> {
    const { botToken } = await secrets.current();
    try {
      return await intent(botToken);
    } catch (error) {
      if (!tokenRefusals.includes(codeOf(error))) throw toFault(error);
    }
    const renewed = await secrets.renewed();
    return intent(renewed.botToken).catch((error: unknown) => {
      throw toFault(error);
    });
  }

  return {
    /** Gives the id of the view. */
    async openView(trigger_id: string, view: ModalView): Promise<string> {
      const opened = await call((token) => client.views.open({ token, trigger_id, view }));
      return opened.view?.id ?? '';
    },

    async updateView(view_id: string, view: ModalView): Promise<void> {
      await call((token) => client.views.update({ token, view_id, view }));
    },

    async publishHome(user_id: string, view: HomeView): Promise<void> {
      await call((token) => client.views.publish({ token, user_id, view }));
    },

    async post(channel: string, message: SlackMessage, thread_ts?: string): Promise<void> {
      const posted = { channel, ...message, ...(thread_ts && { thread_ts }) };
      await call((token) => client.chat.postMessage({ token, ...posted }));
    },

    /** Only that person sees it. */
    async whisper(
      where: { readonly channel: string; readonly user: string; readonly thread_ts?: string },
      message: SlackMessage,
    ): Promise<void> {
      await call((token) => client.chat.postEphemeral({ token, ...where, ...message }));
    },

    /** Answers where a command or a click came from; only that person sees it. */
    async respond(responseUrl: string, message: SlackMessage): Promise<void> {
      const answer = await fetch(responseUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...message }),
      });
      if (!answer.ok) throw new SlackApiError(`response_url ${answer.status}`, undefined);
    },

    findUser: (user: string) =>
      call(async (token) => (await client.users.info({ token, user })).user),
  };
}

const tokenRefusals = [
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
  'account_inactive',
];

function codeOf(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return error.data.error;
  return error instanceof Error ? error.name : 'unknown';
}

function toFault(error: unknown): SlackApiError {
  return new SlackApiError(codeOf(error), error);
}

/** As they are kept for us: they may be replaced at any time. */
export interface SlackSecrets {
  /** `educationChannel`, empty: the service Éducation has none. */
  current(): Promise<{ readonly botToken: string; readonly educationChannel: string }>;
  /** Read anew, because the one at hand was refused. */
  renewed(): Promise<{ readonly botToken: string }>;
}

export interface SlackCallDeps {
  /** Where the Web API answers. */
  readonly url: string;
  readonly secrets: SlackSecrets;
  readonly fetch: FetchFunction;
  readonly logger: Logger;
}

export type SlackCall = <T>(intent: (client: WebClient, token: string) => Promise<T>) => Promise<T>;

/** Nobody waits for an answer, but a function that hangs is paid for. */
const outboundPatienceMilliseconds = 5000;

/** Asks Slack, once: what fails comes back from the queue, not after a sleep of ours. */
export function createSlackCall({ url, secrets, fetch, logger }: SlackCallDeps): SlackCall {
  const client = new WebClient(undefined, {
    slackApiUrl: url,
    allowAbsoluteUrls: false,
    timeout: outboundPatienceMilliseconds,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch,
    logger,
  });

  return async (intent) => {
    const { botToken } = await secrets.current();
    try {
      return await intent(client, botToken);
    } catch (error) {
      if (!isTokenRefused(error)) throw error;
      const renewed = await secrets.renewed();
      if (renewed.botToken === botToken) throw error;
      return intent(client, renewed.botToken);
    }
  };
}

const outboundTokenRefusals = [
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
  'account_inactive',
];

function isTokenRefused(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && outboundTokenRefusals.includes(error.data.error);
}

/** What an error of Slack's means for a message. */
export type MessageFault =
  /** Too much at once: it says when to come back. */
  | { readonly kind: 'busy'; readonly seconds: number }
  /** Whoever it was for is not there any more. */
  | { readonly kind: 'undeliverable' }
  /** The message that was to change is not there, or not ours any more. */
  | { readonly kind: 'message-gone' }
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
const messageGone = [
  'cant_update_message',
  'edit_window_closed',
  'message_not_found',
  'thread_not_found',
];
const busy = ['message_limit_exceeded', 'rate_limited', 'ratelimited'];

/** Where it does not say. */
const patienceSeconds = 30;

export function faultOf(error: unknown): MessageFault {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'busy', seconds: error.retryAfter };
  if (!(error instanceof WebAPIPlatformError)) return { kind: 'trouble' };
  const { error: code, response_metadata } = error.data;
  if (busy.includes(code)) {
    return { kind: 'busy', seconds: response_metadata?.retryAfter ?? patienceSeconds };
  }
  if (gone.includes(code)) return { kind: 'undeliverable' };
  return { kind: messageGone.includes(code) ? 'message-gone' : 'trouble' };
}
