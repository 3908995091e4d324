import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { jsonReply, type Reply, type WholeRequest } from '../../shared/http.ts';
import type { FunctionHost, Outcome } from '../lambda/host.ts';
import { findRoute, type Match, type Route } from './routes.ts';

/** Observed on AWS: only these arrive as text. Forms and bodies without a type arrive in base64. */
const textTypes = /^(text\/.*|application\/(json|xml|javascript))$/;

/**
 * The event that an HTTP API sends to a function, in payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toHttpEvent(
  request: WholeRequest,
  match: Match,
  now: Date,
): APIGatewayProxyEventV2 {
  const { cookie, ...headers } = request.headers;
  const path = decodePath(request.path);
  const mime = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const isBase64Encoded = request.body.length > 0 && !textTypes.test(mime);
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: path,
    rawQueryString: request.query,
    ...(cookie && { cookies: cookie.split('; ') }),
    headers: { ...headers, 'x-forwarded-for': request.sourceIp, 'x-forwarded-proto': 'http' },
    ...(request.query && { queryStringParameters: joinQuery(request.query) }),
    ...(match.pathParameters && { pathParameters: match.pathParameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: headers['host'] ?? '',
      domainPrefix: 'local',
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: match.route.key,
      stage: '$default',
      time: accessLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(request.body.length > 0 && {
      body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    }),
    isBase64Encoded,
  };
}

/** An HTTP API, unlike a function URL, decodes the path and drops what follows an encoded `?`. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path).split('?')[0] || '/';
  } catch {
    return path;
  }
}

function joinQuery(query: string): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    joined[name] = name in joined ? `${joined[name]},${value}` : value;
  }
  return joined;
}

/** `05/Jan/2026:09:00:00 +0000` */
function accessLogTime(now: Date): string {
  const [, day, month, year, time] = now.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}

const structured = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** The HTTP API's response for the result of its function. */
export function toReply(outcome: Outcome): Reply {
  if (outcome.kind === 'failed')
    return withId(jsonReply(500, { message: 'Internal Server Error' }));
  return withId(replyOf(outcome.result));
}

function replyOf(result: unknown): Reply {
  const isStructured = typeof result === 'object' && result !== null && 'statusCode' in result;
  if (!isStructured) {
    return typeof result === 'string'
      ? { status: 200, headers: [['content-type', 'application/json']], body: result }
      : jsonReply(200, result);
  }
  const read = structured.safeParse(result);
  if (!read.success) return jsonReply(500, { message: 'Internal Server Error' });
  const { statusCode, headers, cookies, body, isBase64Encoded } = read.data;
  return {
    status: statusCode,
    headers: [
      ...Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)] as const),
      ...(cookies ?? []).map((cookie) => ['set-cookie', cookie] as const),
    ],
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  };
}

const withId = (reply: Reply): Reply => ({
  ...reply,
  headers: [...reply.headers, ['apigw-requestid', randomUUID()]],
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const patienceMilliseconds = 30_000;

/** The HTTP API of the template. */
export function createHttpApi(
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
