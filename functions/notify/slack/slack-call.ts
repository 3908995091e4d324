import { type FetchFunction, type Logger, WebAPIPlatformError, WebClient } from '@slack/web-api';

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

export type SlackCall = <T>(ask: (client: WebClient, token: string) => Promise<T>) => Promise<T>;

/** Nobody waits for an answer, but a function that hangs is paid for. */
const patienceMilliseconds = 5000;

/** Asks Slack, once: what fails comes back from the queue, not after a sleep of ours. */
export function makeSlackCall({ url, secrets, fetch, logger }: SlackCallDeps): SlackCall {
  const client = new WebClient(undefined, {
    slackApiUrl: url,
    allowAbsoluteUrls: false,
    timeout: patienceMilliseconds,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch,
    logger,
  });

  return async (ask) => {
    const { botToken } = await secrets.current();
    try {
      return await ask(client, botToken);
    } catch (error) {
      if (!isTokenRefused(error)) throw error;
      const renewed = await secrets.renewed();
      if (renewed.botToken === botToken) throw error;
      return ask(client, renewed.botToken);
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

function isTokenRefused(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && tokenRefusals.includes(error.data.error);
}
