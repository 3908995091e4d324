import type { FetchText, TextAnswer } from './fetch-text.ts';

/** What is asked of the Bot Connector, which carries messages into Teams. */
export interface ConnectorRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly body?: unknown;
  /** Whether the same request twice is one: else it is not repeated once it may have gone through. */
  readonly isRepeatable: boolean;
}

export interface CallDeps {
  readonly token: () => Promise<string>;
  readonly fetch: FetchText;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** From 0 to 1: so that all who were turned away do not come back at once. */
  readonly random: () => number;
  readonly attempts: number;
}

/** Rejects with a `ConnectorError` for whatever is no success. */
export type CallConnector = (request: ConnectorRequest) => Promise<unknown>;

/** Told without what was said: it may hold people's words. */
export class ConnectorError extends Error {
  /** 0: nobody answered. */
  readonly status: number;
  /** It may have gone through all the same. */
  readonly isDoubtful: boolean;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    how: { isDoubtful: boolean; retryAfterSeconds?: number | undefined },
  ) {
    super(`The Bot Connector: ${status === 0 ? 'no answer' : `status ${status}`}`);
    this.name = `ConnectorError${status}`;
    this.status = status;
    this.isDoubtful = how.isDoubtful;
    this.retryAfterSeconds = how.retryAfterSeconds;
  }
}

/** Turned away before anything was done. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const turnedAway = [412, 429, 503];
/** Lost on the way: there or back. */
const lost = [0, 502, 504];
/** Who is asked to wait for longer comes back another time. */
const longestWaitMilliseconds = 20_000;

/** Calls the connector as the bot, and again where that can help. */
export function makeCallConnector(deps: CallDeps): CallConnector {
  const { token, wait, random, attempts } = deps;

  async function callOnce({ method, url, body }: ConnectorRequest): Promise<unknown> {
    const response = await deps
      .fetch(url, {
        method,
        headers: {
          authorization: `Bearer ${await token()}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      .catch(() => undefined);
    const status = response?.status ?? 0;
    if (!response?.ok) {
      const isDoubtful = lost.includes(status);
      throw new ConnectorError(status, { isDoubtful, retryAfterSeconds: retryAfterOf(response) });
    }
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  }

  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await callOnce(request);
      } catch (error) {
        if (!(error instanceof ConnectorError) || !mayHelp(error, request)) throw error;
        const pause = pauseOf(error, attempt, random());
        if (attempt >= attempts || pause > longestWaitMilliseconds) throw error;
        await wait(pause);
      }
    }
  };
}

function mayHelp({ status }: ConnectorError, { isRepeatable }: ConnectorRequest): boolean {
  return turnedAway.includes(status) || (isRepeatable && lost.includes(status));
}

/** As long as we were told, else twice as long each time; a half of it by chance. */
function pauseOf({ retryAfterSeconds }: ConnectorError, attempt: number, chance: number): number {
  const milliseconds = (retryAfterSeconds ?? 2 ** (attempt - 1)) * 1000;
  return retryAfterSeconds === undefined ? milliseconds * (0.5 + chance / 2) : milliseconds;
}

function retryAfterOf(response: TextAnswer | undefined): number | undefined {
  const told = response?.headers.get('retry-after') ?? '';
  return /^\d{1,5}$/.test(told) ? Number(told) : undefined;
}
