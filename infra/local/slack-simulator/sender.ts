import { createHmac } from 'node:crypto';
import { type PostReply, type PostRequest, post } from './http.ts';
import type { SlackLog } from './log.ts';

/** A request as Slack sends it to an app. */
export type SlackRequest = PostRequest;

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

/** The format of slash commands. */
export const formRequest = (fields: Readonly<Record<string, string>>): SlackRequest => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});

/** The format of block actions, shortcuts and view submissions. */
export const payloadRequest = (payload: object): SlackRequest =>
  formRequest({ payload: slackJson(payload) });

/** The format of events. */
export const eventRequest = (event: object): SlackRequest => ({
  headers: { 'content-type': 'application/json' },
  body: slackJson(event),
});

/** Slack escapes slashes and all characters beyond ASCII. */
function slackJson(content: object): string {
  return JSON.stringify(content)
    .replaceAll('/', '\\/')
    .replaceAll(
      /[\u0080-\uffff]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

/** The app: an address (see `endpointAt`), or its handler. */
export type Endpoint = (request: SlackRequest) => Promise<EndpointReply>;

export type EndpointReply = PostReply;

export const endpointAt =
  (url: string): Endpoint =>
  (request) =>
    post(url, request);

/** What the app answered within three seconds, or Slack's name for what went wrong. */
export type DeliveryResult =
  | { readonly kind: 'answered'; readonly reply: EndpointReply }
  | {
      readonly kind: 'failed';
      readonly reason: 'http_timeout' | 'http_error' | 'connection_failed';
      /** The app asked for no retries, by `x-slack-no-retry`. */
      readonly noRetry: boolean;
    };

export interface SenderOptions {
  readonly endpoint: Endpoint;
  readonly signingSecret: string;
  readonly log: SlackLog;
  readonly now: () => Date;
  readonly retryMilliseconds?: readonly number[];
}

const timeoutMilliseconds = 3000;
/** https://docs.slack.dev/apis/events-api: nearly at once, after one minute, after five minutes. */
const slackRetries = [100, 60_000, 300_000];

/** Sends requests to the app as Slack does: signed, with a timeout of three seconds, and failed events again. */
export class SlackSender {
  readonly #options: SenderOptions;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  async send(what: string, request: SlackRequest): Promise<DeliveryResult> {
    const { endpoint, signingSecret, log, now } = this.#options;
    const start = performance.now();
    const result = await withTimeout(endpoint(signRequest(request, signingSecret, now())));
    log.add({
      direction: 'to-app',
      what,
      outcome: result.kind === 'answered' ? String(result.reply.status) : result.reason,
      isWrong: result.kind === 'failed',
      tookMilliseconds: Math.round(performance.now() - start),
      problems: [],
    });
    return result;
  }

  /** Returns the result of the first attempt; later attempts run on timers. */
  async sendEvent(what: string, request: SlackRequest, attempt = 0): Promise<DeliveryResult> {
    const result = await this.send(attempt > 0 ? `${what} (${attempt + 1})` : what, request);
    const delays = this.#options.retryMilliseconds ?? slackRetries;
    const delay = delays[attempt];
    if (result.kind === 'answered' || result.noRetry || delay === undefined) return result;
    const retry: SlackRequest = {
      ...request,
      headers: {
        ...request.headers,
        'x-slack-retry-num': String(attempt + 1),
        'x-slack-retry-reason': result.reason,
      },
    };
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.sendEvent(what, retry, attempt + 1);
    }, delay);
    this.#timers.add(timer);
    return result;
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}

async function withTimeout(replying: Promise<EndpointReply>): Promise<DeliveryResult> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<DeliveryResult>((resolve) => {
    timer = setTimeout(() => resolve(failed('http_timeout')), timeoutMilliseconds);
  });
  const answered = replying.then(toResult, () => failed('connection_failed'));
  return await Promise.race([answered, timeout]).finally(() => clearTimeout(timer));
}

function toResult(reply: EndpointReply): DeliveryResult {
  const isSuccess = reply.status >= 200 && reply.status < 300;
  if (isSuccess) return { kind: 'answered', reply };
  return failed('http_error', reply.headers['x-slack-no-retry'] === '1');
}

const failed = (
  reason: Extract<DeliveryResult, { kind: 'failed' }>['reason'],
  noRetry = false,
): DeliveryResult => ({ kind: 'failed', reason, noRetry });
