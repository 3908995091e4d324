import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Halt } from './data-folder.ts';
import {
  closeServer,
  jsonReply,
  listenOn,
  loopback,
  type Reply,
  readWhole,
  requestBytes,
  type WholeRequest,
  writeReply,
} from './http.ts';

export type HttpResponse = (request: WholeRequest) => Promise<Reply>;

export interface Gateway {
  readonly port: number;
  readonly url: string;
  /** Until it is called, the gateway answers with `whileStarting`. */
  serve(answer: HttpResponse): void;
  close(): Promise<void>;
}

/** Listens at once: a port that is not free is reported before the synthesis, not after it. */
export async function openGateway(
  wantedPort: number,
  whileStarting: HttpResponse,
  limitBytes = requestBytes,
): Promise<Gateway> {
  let answer = whileStarting;
  const server = createServer((message, response) => void take(message, response));

  async function take(message: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const request = await readWhole(message, limitBytes);
      if (request === 'too-large') {
        writeReply(response, jsonReply(413, { message: 'Request Entity Too Large' }));
      } else {
        writeReply(response, await answer(request));
      }
    } catch (error) {
      console.error(error);
      if (response.headersSent) response.destroy();
      else writeReply(response, jsonReply(500, { message: 'Internal Server Error' }));
    }
  }

  const port = await listenOn(server, wantedPort).catch((error: unknown) => {
    throw portRefused(error, wantedPort);
  });
  return {
    port,
    url: `http://${loopback}:${port}`,
    serve: (next) => {
      answer = next;
    },
    close: () => closeServer(server),
  };
}

function portRefused(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new Halt(
      `Le port ${port} est déjà pris : arrêtez le programme qui l’occupe, ou choisissez-en un autre avec PORT.`,
    );
  }
  if (code === 'EACCES') return new Halt(`Ce compte n’a pas le droit d’ouvrir le port ${port}.`);
  return error;
}
