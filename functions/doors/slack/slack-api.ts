import type { HomeView, ModalView } from '@slack/types';
import { type FetchFunction, WebAPIPlatformError, WebClient } from '@slack/web-api';
import type { SlackMessage } from '../../cards/block-kit/notice-surfaces.ts';
import { quietLogger } from './quiet-logger.ts';
import type { SlackSecrets } from './slack-secrets.ts';

/** What we ask of Slack. Each rejects with a `SlackFault` when it is refused. */
export type SlackApi = ReturnType<typeof makeSlackApi>;

export interface SlackApiDeps {
  readonly url: string;
  readonly secrets: SlackSecrets;
  /** Not the global one, which costs a cold start 22 to 45 ms. */
  readonly fetch: FetchFunction;
}

/** A refusal of Slack's; `code` is its own word for it. */
export class SlackFault extends Error {
  readonly code: string;

  constructor(code: string, cause: unknown) {
    super('Slack refused', { cause });
    this.code = code;
    this.name = `SlackFault ${code}`;
  }
}

/** Twice at most, since Slack waits three seconds for us. It answers in a third of one, most of the time. */
const patienceMilliseconds = 1500;

export function makeSlackApi({ url, secrets, fetch }: SlackApiDeps) {
  const client = new WebClient(undefined, {
    slackApiUrl: url,
    fetch,
    timeout: patienceMilliseconds,
    retryConfig: { retries: 1, minTimeout: 100, maxTimeout: 100 },
    rejectRateLimitedCalls: true,
    logger: quietLogger,
  });

  /** Once more with the secret as it is now, where the token was refused: it may have been replaced. */
  async function call<T>(ask: (token: string) => Promise<T>): Promise<T> {
    const { botToken } = await secrets.current();
    try {
      return await ask(botToken);
    } catch (error) {
      if (!tokenRefusals.includes(codeOf(error))) throw toFault(error);
    }
    const renewed = await secrets.renewed();
    return ask(renewed.botToken).catch((error: unknown) => {
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
      if (!answer.ok) throw new SlackFault(`response_url ${answer.status}`, undefined);
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

function toFault(error: unknown): SlackFault {
  return new SlackFault(codeOf(error), error);
}
