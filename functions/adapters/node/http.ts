import * as http from 'node:http';
import * as https from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { FetchFunction } from '@slack/web-api';

type Init = NonNullable<Parameters<FetchFunction>[1]>;
type HttpResponse = Awaited<ReturnType<FetchFunction>>;

// Calls often follow each other, so connections are kept alive.
const transports = new Map([
  ['http:', { request: http.request, agent: new http.Agent({ keepAlive: true }) }],
  ['https:', { request: https.request, agent: new https.Agent({ keepAlive: true }) }],
]);

/**
 * A `fetch` for Slack's clients that does not load undici, as the global one does at its first use: 22 to 45 ms of a
 * cold start. Rejects when the whole response did not arrive within the timeout, without naming the URL, which may be
 * a secret. Does not follow redirects: the response is returned, and its `ok` is false.
 */
export function createHttpsFetch({
  timeoutMilliseconds,
}: {
  readonly timeoutMilliseconds: number;
}): FetchFunction {
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
  if (!transport) throw new TypeError(`Unsupported protocol ${url.protocol}`);
  const { method = 'GET', headers = {}, body, signal } = init;
  if (body !== undefined && typeof body !== 'string') throw new TypeError('Unsupported body type');
  const request = transport.request(url, { agent: transport.agent, method, headers, signal });
  request.end(body);
  const message = await awaitResponse(request).catch((error: unknown) => {
    if (!wasResetWhileIdle(request, error)) throw error;
  });
  return message ? readResponse(url, message) : exchange(url, init);
}

/** Keeps its error listener: an error after the response would crash the process, and the body rejects with it too. */
const awaitResponse = (request: http.ClientRequest) =>
  new Promise<http.IncomingMessage>((resolve, reject) => {
    request.once('response', resolve).on('error', reject);
  });

/**
 * Whether the server closed a kept connection, for example while the function was frozen. The server has not answered,
 * so the request is sent again on another connection.
 */
const wasResetWhileIdle = (request: http.ClientRequest, error: unknown) =>
  request.reusedSocket &&
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

/** Fetches a JSON document. Rejects for any other response. */
export async function getJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`);
  return response.json();
}
