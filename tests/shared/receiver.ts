import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Heard {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Reaction = (response: ServerResponse, heard: Heard) => void;

/** Another system, on this machine; it goes with the test. */
export async function openReceiver(react: Reaction = (response) => response.writeHead(204).end()) {
  const heard: Heard[] = [];
  let reaction = react;
  const listen: RequestListener = async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const one = {
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(parts).toString(),
    };
    heard.push(one);
    reaction(response, one);
  };
  const server = createServer((request, response) => {
    Promise.resolve(listen(request, response)).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(close);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    port,
    heard,
    close,
    reactWith(other: Reaction) {
      reaction = other;
    },
  };
}

export const answer =
  (status: number, headers: Record<string, string> = {}): Reaction =>
  (response) =>
    response.writeHead(status, headers).end();
