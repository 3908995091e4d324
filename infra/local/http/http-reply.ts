import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Outcome } from '../functions/function-host.ts';
import { jsonReply, type Reply } from './http-message.ts';

const structured = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** What an HTTP API answers with what its function gave. */
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
