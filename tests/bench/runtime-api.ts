import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { closeServer, listenOn, loopback } from '../../infra/local/shared/http.ts';
import type { Report } from './report.ts';

export interface Answered {
  readonly result: unknown;
  readonly report: Report;
  /** On the clock of `performance.now()`, as soon as the answer began to arrive. */
  readonly at: number;
}

/**
 * Lambda's side of the protocol, for one process at a time.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function openRuntimeApi() {
  let readyAt: ((at: number) => void) | undefined;
  let give: ((event: unknown) => void) | undefined;
  let take: ((answered: Answered) => void) | undefined;

  const server = createServer((request, response) => void hear(request, response));

  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now();
    if (request.url?.endsWith('/invocation/next')) {
      give = (event) => {
        response.setHeader('Lambda-Runtime-Aws-Request-Id', '1').end(JSON.stringify(event));
      };
      readyAt?.(at);
      return;
    }
    const result: unknown = JSON.parse(await text(request));
    const report: Report = JSON.parse(String(request.headers['x-report']));
    response.writeHead(202).end();
    take?.({ result, report, at });
  }

  return {
    host: `${loopback}:${await listenOn(server, 0)}`,
    /** When the process has loaded its handler, or has answered: it asks for the next event. */
    ready: () =>
      new Promise<number>((resolve) => {
        readyAt = resolve;
      }),
    invoke(event: unknown): Promise<Answered> {
      const answered = new Promise<Answered>((resolve) => {
        take = resolve;
      });
      give?.(event);
      return answered;
    },
    close: () => closeServer(server),
  };
}
