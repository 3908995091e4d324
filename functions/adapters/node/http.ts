import * as http from 'node:http';
import * as https from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { FetchFunction } from '@slack/web-api';

type Init = NonNullable<Parameters<FetchFunction>[1]>;
type HttpResponse = Awaited<ReturnType<FetchFunction>>;

export interface FetchPatience {
  /** For the whole exchange: to connect, to send, to hear the last byte. */
  readonly timeoutMilliseconds: number;
}

// What was said a moment ago is often followed by more: connections are kept, and closed with the process.
const transports = new Map([
  ['http:', { request: http.request, agent: new http.Agent({ keepAlive: true }) }],
  ['https:', { request: https.request, agent: new https.Agent({ keepAlive: true }) }],
]);

/**
 * A `fetch` for Slack's clients that does not load undici, as the global one does at its first use: 22 to 45 ms of a
 * cold start. Rejects when there was no whole answer in time, without naming the address, which may be a secret.
 * Follows no redirection: it is an answer like another, and `ok` says no.
 */
export function createHttpsFetch({ timeoutMilliseconds }: FetchPatience): FetchFunction {
  return async (address, init = {}) => {
    const url = new URL(address);
    const signals = [AbortSignal.timeout(timeoutMilliseconds), init.signal];
    const signal = AbortSignal.any(signals.filter((each) => each !== undefined));
    try {
      return await exchange(url, { ...init, signal });
    } catch (error) {
      if (!signal.aborted) throw error;
      throw new Error(`${url.host} did not answer in time`, { cause: signal.reason });
    }
  };
}

async function exchange(url: URL, init: Init): Promise<HttpResponse> {
  const transport = transports.get(url.protocol);
  if (!transport) throw new TypeError(`No way to speak ${url.protocol}`);
  const { method = 'GET', headers = {}, body, signal } = init;
  if (body !== undefined && typeof body !== 'string') throw new TypeError('Only text is sent');
  const asked = transport.request(url, { agent: transport.agent, method, headers, signal });
  asked.end(body);
  const message = await awaitResponse(asked).catch((error: unknown) => {
    if (!wasHungUp(asked, error)) throw error;
  });
  return message ? readResponse(url, message) : exchange(url, init);
}

/** Goes on listening for errors: one may come with half of an answer, and is then told by the answer too. */
const awaitResponse = (asked: http.ClientRequest) =>
  new Promise<http.IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve).on('error', reject);
  });

/** Closed by the other side while we slept: nothing was heard of it, so it is said again on another connection. */
const wasHungUp = (asked: http.ClientRequest, error: unknown) =>
  asked.reusedSocket &&
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ECONNRESET' || error.code === 'EPIPE');

async function readResponse(url: URL, message: http.IncomingMessage): Promise<HttpResponse> {
  const bytes = await buffer(message);
  const { statusCode = 0, statusMessage = '' } = message;
  const headers = new Map(
    Object.entries(message.headersDistinct).map(([name, values = []]) => [name, values.join(', ')]),
  );
  const text = async () => bytes.toString('utf8');
  return {
    ok: statusCode >= 200 && statusCode < 300,
    status: statusCode,
    statusText: statusMessage,
    url: url.href,
    headers: { get: (name) => headers.get(name.toLowerCase()) ?? null, entries: () => headers },
    text,
    json: async () => JSON.parse(await text()),
    arrayBuffer: async () => new Uint8Array(bytes).buffer,
  };
}

const fetch = createHttpsFetch({ timeoutMilliseconds: 5000 });

/** What somebody publishes as JSON. Rejects for anything else. */
export async function getJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`);
  return response.json();
}
