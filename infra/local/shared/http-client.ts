import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface LocalRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMilliseconds?: number;
}

export interface LocalResponse {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/**
 * A request to a program on this machine. Unlike `fetch`, Node's client refuses no port: PORT may be 6000, which browsers
 * block.
 */
export async function requestLocal(url: URL, options: LocalRequest = {}): Promise<LocalResponse> {
  const { method = 'GET', headers = {}, body, timeoutMilliseconds } = options;
  const signal =
    timeoutMilliseconds === undefined ? undefined : AbortSignal.timeout(timeoutMilliseconds);
  const sent = request(url, { method, headers, signal }).end(body);
  const [response]: IncomingMessage[] = await once(sent, 'response');
  if (!response) throw new Error('no response');
  return {
    status: response.statusCode ?? 0,
    contentType: response.headers['content-type'] ?? '',
    body: await text(response),
  };
}

/** `ECONNREFUSED`, `ABORT_ERR` (a timeout); the name of an error without a code. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
