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
import type { SlackSecrets } from './secrets.ts';

/** Slack's libraries would log what people typed. Errors are logged by us, without it. */
export const quietLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** A call that failed. `code` is the error of Slack's answer, or the name of what kept it from answering. */
export class SlackApiError extends Error {
  readonly code: string;
  /** When Slack said so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: string, details: { retryAfterSeconds?: number | undefined; cause?: unknown }) {
    super('Slack refused', { cause: details.cause });
    this.code = code;
    this.name = `SlackApiError ${code}`;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

export interface SlackClientTerms {
  /** Where the Web API answers. */
  readonly url: string;
  readonly secrets: SlackSecrets;
  /** Not the global one, which costs a cold start 22 to 45 ms. */
  readonly fetch: FetchFunction;
  readonly timeoutMilliseconds: number;
  /** After a fault of the network or of Slack, a tenth of a second later. */
  readonly retries: number;
}

/** Runs calls of the Web API with the bot's token. Rejects with a `SlackApiError`. */
export type SlackCall = <T>(
  request: (client: WebClient, token: string) => Promise<T>,
) => Promise<T>;

/** A token that Slack refuses may have been replaced: the call is made once more with a new one. */
export function createSlackCall(terms: SlackClientTerms): SlackCall {
  const { url, secrets, fetch, timeoutMilliseconds, retries } = terms;
  const client = new WebClient(undefined, {
    slackApiUrl: url,
    allowAbsoluteUrls: false,
    fetch,
    timeout: timeoutMilliseconds,
    retryConfig: { retries, minTimeout: 100, maxTimeout: 100 },
    rejectRateLimitedCalls: true,
    logger: quietLogger,
  });

  return async (request) => {
    const attempt = async (token: string) => {
      try {
        return await request(client, token);
      } catch (error) {
        throw toSlackApiError(error);
      }
    };
    const { botToken } = await secrets.current();
    try {
      return await attempt(botToken);
    } catch (error) {
      if (!isTokenRefusal(error)) throw error;
      const renewed = await secrets.renewed();
      if (renewed.botToken === botToken) throw error;
      return attempt(renewed.botToken);
    }
  };
}

const tokenRefusals = [
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
  'account_inactive',
];

function isTokenRefusal(error: unknown): boolean {
  return error instanceof SlackApiError && tokenRefusals.includes(error.code);
}

function toSlackApiError(cause: unknown): SlackApiError {
  if (cause instanceof WebAPIRateLimitedError) {
    return new SlackApiError('ratelimited', { retryAfterSeconds: cause.retryAfter, cause });
  }
  if (cause instanceof WebAPIPlatformError) {
    const { error, response_metadata } = cause.data;
    return new SlackApiError(error, { retryAfterSeconds: response_metadata?.retryAfter, cause });
  }
  return new SlackApiError(cause instanceof Error ? cause.name : 'unknown', { cause });
}

/** A direct conversation with the bot, or the id of the user that Slack opens one with. */
export type DirectChannel = string & { readonly directChannel: unique symbol };

/** Ids of channels and of groups begin with C or G. */
export function isDirectChannel(id: string): id is DirectChannel {
  return /^[DUW]/.test(id);
}

/** The calls that answer people. */
export type SlackApi = ReturnType<typeof createSlackApi>;

export function createSlackApi(call: SlackCall, fetch: FetchFunction) {
  return {
    /** Gives the id of the view. */
    async openView(trigger_id: string, view: ModalView): Promise<string> {
      const opened = await call((client, token) => client.views.open({ token, trigger_id, view }));
      return opened.view?.id ?? '';
    },

    async updateView(view_id: string, view: ModalView): Promise<void> {
      await call((client, token) => client.views.update({ token, view_id, view }));
    },

    async publishHome(user_id: string, view: HomeView): Promise<void> {
      await call((client, token) => client.views.publish({ token, user_id, view }));
    },

    /** To one person: what answers people may be personal. */
    async post(channel: DirectChannel, message: SlackMessage, thread_ts?: string): Promise<void> {
      const posted = { channel, ...message, ...(thread_ts && { thread_ts }) };
      await call((client, token) => client.chat.postMessage({ token, ...posted }));
    },

    /** Only that user sees it. */
    async postEphemeral(
      where: { readonly channel: string; readonly user: string; readonly thread_ts?: string },
      message: SlackMessage,
    ): Promise<void> {
      await call((client, token) => client.chat.postEphemeral({ token, ...where, ...message }));
    },

    /** Answers where a command or a click came from; only that person sees it. */
    async respond(responseUrl: string, message: SlackMessage): Promise<void> {
      const response = await fetch(responseUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...message }),
      });
      if (!response.ok) throw new SlackApiError(`response_url ${response.status}`, {});
    },

    findUser: (user: string) =>
      call(async (client, token) => (await client.users.info({ token, user })).user),
  };
}
