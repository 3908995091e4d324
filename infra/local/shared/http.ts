import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request with its whole body. */
export interface WholeRequest {
  readonly method: string;
  /** As it was sent, percent-encoded. */
  readonly path: string;
  readonly query: string;
  /** The names are in lower case; several values of one name are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer | string;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
export const requestBytes = 10 * 1024 * 1024;

export async function readWhole(
  message: IncomingMessage,
  limitBytes: number,
): Promise<WholeRequest | 'too-large'> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of message) {
    bytes += part.length;
    // The rest is read too: a client does not receive the answer while it is sending.
    if (bytes <= limitBytes) parts.push(part);
  }
  if (bytes > limitBytes) return 'too-large';
  const [path = '/', ...query] = (message.url ?? '/').split('?');
  return {
    method: message.method ?? 'GET',
    path,
    query: query.join('?'),
    headers: joinHeaders(message),
    body: Buffer.concat(parts),
    sourceIp: message.socket.remoteAddress ?? '',
  };
}

export function writeReply(response: ServerResponse, { status, headers, body }: Reply): void {
  response.statusCode = status;
  for (const [name, value] of headers) response.appendHeader(name, value);
  response.end(body);
}

export const jsonReply = (status: number, content: unknown): Reply => ({
  status,
  headers: [['content-type', 'application/json']],
  body: JSON.stringify(content),
});

function joinHeaders({ headersDistinct }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headersDistinct).map(([name, values]) => [
      name,
      (values ?? []).join(name === 'cookie' ? '; ' : ','),
    ]),
  );
}

/** No server listens on another interface. */
export const loopback = '127.0.0.1';

/** Returns the port, which the system chooses for 0. */
export async function listenOn(server: Server, port: number): Promise<number> {
  server.listen(port, loopback);
  await once(server, 'listening');
  return portOf(server);
}

/** Returns the wanted port, or another one if it is taken. */
export async function findFreePort(wanted: number): Promise<number> {
  const probe = createServer();
  try {
    return await listenOn(probe, wanted > 65_535 ? 0 : wanted);
  } catch {
    return await listenOn(probe, 0);
  } finally {
    probe.close();
  }
}

export async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    // Browsers keep connections open for minutes.
    server.closeAllConnections();
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (!address || typeof address === 'string') throw new Error('Not a TCP server');
  return address.port;
}
