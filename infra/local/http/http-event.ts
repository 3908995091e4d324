import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { WholeRequest } from './http-message.ts';
import type { Match } from './routes.ts';

/** Seen on AWS: these alone arrive as text. Forms do not, nor does what has no type. */
const textTypes = /^(text\/.*|application\/(json|xml|javascript))$/;

/**
 * The event that an HTTP API makes of a request, payload format 2.0.
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

/** Unlike a function URL, an HTTP API decodes the path, and forgets what follows a `?` that was encoded. */
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
