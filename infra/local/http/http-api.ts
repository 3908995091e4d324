import type { FunctionHost } from '../functions/function-host.ts';
import { decodePath, toHttpEvent } from './http-event.ts';
import { jsonReply, type Reply, type WholeRequest } from './http-message.ts';
import { toReply } from './http-reply.ts';
import { findRoute, type Route } from './routes.ts';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const patienceMilliseconds = 30_000;

/** Answers as the HTTP API of the template does. */
export function makeHttpApi(
  routes: readonly Route[],
  hosts: ReadonlyMap<string, FunctionHost>,
): (request: WholeRequest) => Promise<Reply> {
  return async (request) => {
    const match = findRoute(routes, request.method, decodePath(request.path));
    const host = match && hosts.get(match.route.functionArn);
    if (!host) return jsonReply(404, { message: 'Not Found' });
    return await atMost(
      host.invoke(toHttpEvent(request, match, new Date())).then(toReply),
      patienceMilliseconds,
    );
  };
}

async function atMost(reply: Promise<Reply>, milliseconds: number): Promise<Reply> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Reply>((resolve) => {
    timer = setTimeout(
      () => resolve(jsonReply(503, { message: 'Service Unavailable' })),
      milliseconds,
    );
  });
  return await Promise.race([reply, late]).finally(() => clearTimeout(timer));
}
