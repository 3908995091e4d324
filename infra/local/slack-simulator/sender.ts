import { createHmac } from 'node:crypto';
import type { SlackLog } from './log.ts';

/** A request as Slack sends it to an app. */
export interface SlackRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signRequest(
  { headers, body }: SlackRequest,
  signingSecret: string,
  now: Date,
): SlackRequest {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const mac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    headers: {
      ...headers,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${mac}`,
    },
    body,
  };
}

/** Commands. */
export const formRequest = (fields: Readonly<Record<string, string>>): SlackRequest => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});

/** Clicks, shortcuts, submissions. */
export const payloadRequest = (payload: object): SlackRequest =>
  formRequest({ payload: slackJson(payload) });

/** Events. */
export const eventRequest = (event: object): SlackRequest => ({
  headers: { 'content-type': 'application/json' },
  body: slackJson(event),
});

/** Slack writes letters with accents as escapes, and slashes too. */
function slackJson(content: object): string {
  return JSON.stringify(content)
    .replaceAll('/', '\\/')
    .replaceAll(
      /[\u0080-\uffff]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

/** The app: an address, or its handler. */
export type Endpoint = (request: SlackRequest) => Promise<EndpointReply>;

export interface EndpointReply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const endpointAt =
  (url: string): Endpoint =>
  async ({ headers, body }) => {
    const response = await fetch(url, { method: 'POST', headers, body });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  };

/** How Slack took it: what the app answered in time, or the word Slack has for what went wrong. */
export type Delivered =
  | { readonly kind: 'answered'; readonly reply: EndpointReply }
  | {
      readonly kind: 'failed';
      readonly reason: 'http_timeout' | 'http_error' | 'connection_failed';
      /** The app does not want it again. */
      readonly noRetry: boolean;
    };

export interface SenderOptions {
  readonly endpoint: Endpoint;
  readonly signingSecret: string;
  readonly log: SlackLog;
  readonly now: () => Date;
  /** When an event that failed is sent again. */
  readonly retryMilliseconds?: readonly number[];
}

const patienceMilliseconds = 3000;
/** https://docs.slack.dev/apis/events-api: nearly at once, after a minute, after five. */
const slackRetries = [100, 60_000, 300_000];

/** Sends to the app as Slack does: signed, three seconds, and events again when they failed. */
export class SlackSender {
  readonly #options: SenderOptions;
  readonly #waiting = new Set<NodeJS.Timeout>();

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  async send(what: string, request: SlackRequest): Promise<Delivered> {
    const { endpoint, signingSecret, log, now } = this.#options;
    const start = performance.now();
    const delivered = await inTime(endpoint(signRequest(request, signingSecret, now())));
    log.add({
      way: 'to-app',
      what,
      outcome: delivered.kind === 'answered' ? String(delivered.reply.status) : delivered.reason,
      isWrong: delivered.kind === 'failed',
      tookMilliseconds: Math.round(performance.now() - start),
      problems: [],
    });
    return delivered;
  }

  /** Gives how the first attempt went; the others come in their time. */
  async sendEvent(what: string, request: SlackRequest, attempt = 0): Promise<Delivered> {
    const delivered = await this.send(attempt > 0 ? `${what} (${attempt + 1})` : what, request);
    const delays = this.#options.retryMilliseconds ?? slackRetries;
    const delay = delays[attempt];
    if (delivered.kind === 'answered' || delivered.noRetry || delay === undefined) return delivered;
    const again: SlackRequest = {
      ...request,
      headers: {
        ...request.headers,
        'x-slack-retry-num': String(attempt + 1),
        'x-slack-retry-reason': delivered.reason,
      },
    };
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      void this.sendEvent(what, again, attempt + 1);
    }, delay);
    this.#waiting.add(timer);
    return delivered;
  }

  close(): void {
    for (const timer of this.#waiting) clearTimeout(timer);
  }
}

async function inTime(replying: Promise<EndpointReply>): Promise<Delivered> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Delivered>((resolve) => {
    timer = setTimeout(() => resolve(failed('http_timeout')), patienceMilliseconds);
  });
  const answered = replying.then(judge, () => failed('connection_failed'));
  return await Promise.race([answered, late]).finally(() => clearTimeout(timer));
}

function judge(reply: EndpointReply): Delivered {
  const isGood = reply.status >= 200 && reply.status < 300;
  if (isGood) return { kind: 'answered', reply };
  return failed('http_error', reply.headers['x-slack-no-retry'] === '1');
}

const failed = (
  reason: Extract<Delivered, { kind: 'failed' }>['reason'],
  noRetry = false,
): Delivered => ({ kind: 'failed', reason, noRetry });
