import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';

export const loopback = '127.0.0.1';

export type RequestHandler = (request: Request) => Promise<Response> | Response;

export interface LocalServer {
  readonly url: string;
  /** Until it is called, every request is answered 503: the address is needed before the handler exists. */
  serve(handler: RequestHandler): void;
  close(): Promise<void>;
}

/** An HTTP server on the loopback interface; port 0 lets the system choose. */
export async function openServer(port = 0): Promise<LocalServer> {
  let handler: RequestHandler = () => Response.json({ ok: false }, { status: 503 });
  const server = createServer((message, response) => void answer(message, response));

  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await writeResponse(await handler(await toRequest(message)), response);
    } catch (error) {
      console.error(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    }
  }

  server.listen(port, loopback);
  await once(server, 'listening');
  return {
    url: `http://${loopback}:${portOf(server.address())}`,
    serve: (next) => {
      handler = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Browsers keep connections open for minutes.
        server.closeAllConnections();
      }),
  };
}

/** Another program may take the port before it is used: no listener keeps it. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, loopback);
  await once(probe, 'listening');
  const port = portOf(probe.address());
  probe.close();
  return port;
}

async function toRequest(message: IncomingMessage): Promise<Request> {
  const body = await buffer(message);
  const headers = Object.entries(message.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Request(new URL(message.url ?? '/', `http://${message.headers.host ?? loopback}`), {
    method: message.method ?? 'GET',
    headers,
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
}

async function writeResponse(from: Response, to: ServerResponse): Promise<void> {
  to.statusCode = from.status;
  for (const [name, value] of from.headers) to.appendHeader(name, value);
  to.end(Buffer.from(await from.arrayBuffer()));
}

export interface PostRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PostReply {
  readonly status: number;
  /** The names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Unlike `fetch`, Node's client refuses no port: an app may listen on 6000, which browsers block. */
export async function post(url: string, { headers, body }: PostRequest): Promise<PostReply> {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  const request = send(url, { method: 'POST', headers }).end(body);
  const [reply]: IncomingMessage[] = await once(request, 'response');
  if (!reply) throw new Error('no response');
  return {
    status: reply.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(reply.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: await text(reply),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (!address || typeof address === 'string') throw new Error('not a TCP server');
  return address.port;
}
