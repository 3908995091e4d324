import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { closeServer, listenOn, loopback } from '../../infra/local/shared/http.ts';

type Fault = (method: string, response: ServerResponse) => void;

const json = z.record(z.string(), z.unknown());
type Json = z.output<typeof json>;

/** One call that Slack answered: its arguments as objects. */
export interface SlackCall {
  readonly method: string;
  readonly token: string;
  readonly args: Json;
  readonly reply: Json;
}

export type FaultySlack = Awaited<ReturnType<typeof startFaultySlack>>;

/**
 * Stands before a Slack and fails as networks and Slack do, once for each fault it was given; else it hands on. Its token
 * can be replaced.
 */
export async function startFaultySlack(upstream: string, upstreamToken: string) {
  const calls: SlackCall[] = [];
  const faults: Fault[] = [];
  const state = { token: upstreamToken, asked: 0 };
  const server = createServer((request, response) => void answer(request, response));
  const url = `http://${loopback}:${await listenOn(server, 0)}/api/`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? '').replace('/api/', '');
    const body = await text(request);
    state.asked += 1;
    const fault = faults.shift();
    if (fault) return fault(method, response);
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    if (token !== state.token) return refusing('invalid_auth')(method, response);
    const answered = await fetch(upstream + method, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${upstreamToken}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body,
    });
    const reply = json.parse(await answered.json());
    calls.push({ method, token, args: argsOf(body), reply });
    response.writeHead(answered.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(reply));
  }

  return { url, calls, faults, state, stop: () => closeServer(server) };
}

const argsOf = (body: string): Json =>
  Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      name === 'blocks' ? JSON.parse(value) : value,
    ]),
  );

export const busyFor =
  (retryAfter: string): Fault =>
  (_, response) =>
    void response.writeHead(429, { 'retry-after': retryAfter }).end('{"ok":false}');
export const broken: Fault = (_, response) => void response.writeHead(500).end('oops');
export const reset: Fault = (_, response) => void response.socket?.resetAndDestroy();
export const nonsense: Fault = (_, response) => void response.writeHead(200).end('<html>');
export const silentFault: Fault = () => undefined;
export const refusing =
  (error: string): Fault =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: false, error }));
  };
