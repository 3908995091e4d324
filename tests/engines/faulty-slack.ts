import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { closeServer, listenOn, loopback } from '../../infra/local/listen.ts';

type Fault = (method: string, response: ServerResponse) => void;

export type FaultySlack = Awaited<ReturnType<typeof startFaultySlack>>;

/** Stands before a Slack and fails as networks and Slack do, once for each fault it was given; else it hands on. */
export async function startFaultySlack(upstream: string) {
  const asked: string[] = [];
  const faults: Fault[] = [];
  const server = createServer((request, response) => void answer(request, response));
  const url = `http://${loopback}:${await listenOn(server, 0)}/api/`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? '').replace('/api/', '');
    const body = await buffer(request);
    asked.push(method);
    const fault = faults.shift();
    if (fault) return fault(method, response);
    const { authorization = '', 'content-type': type = '' } = request.headers;
    const reply = await fetch(`${upstream}${method}`, {
      method: 'POST',
      headers: { authorization, 'content-type': type },
      body: new Uint8Array(body),
    });
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(await reply.text());
  }

  return { url, asked, faults, stop: () => closeServer(server) };
}

export const busyFor =
  (retryAfter: string): Fault =>
  (_, response) =>
    void response.writeHead(429, { 'retry-after': retryAfter }).end('{"ok":false}');
export const broken: Fault = (_, response) => void response.writeHead(500).end('oops');
export const reset: Fault = (_, response) => void response.socket?.resetAndDestroy();
export const nonsense: Fault = (_, response) => void response.writeHead(200).end('<html>');
export const silent: Fault = () => undefined;
export const refusing =
  (error: string): Fault =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: false, error }));
  };
