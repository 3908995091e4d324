import { createHmac, timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { parseJson } from '../../domain/text.ts';

type Signed = Pick<APIGatewayProxyEventV2, 'headers' | 'body' | 'isBase64Encoded'>;

export type Verification =
  | { readonly kind: 'verified'; readonly body: Buffer }
  | { readonly kind: 'too-large' }
  /** Its signature is not readable. */
  | { readonly kind: 'malformed' }
  /** Not signed by Slack, or not now. */
  | { readonly kind: 'refused' };

/** A view has 250 kB at most, and comes back as escaped JSON within a form. */
const maxBytes = 1024 * 1024;
const windowSeconds = 5 * 60;

/**
 * Whether Slack signed the request within five minutes of now. The signature is over the bytes, which are not parsed before.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function verifyRequest(
  { headers, body = '', isBase64Encoded }: Signed,
  signingSecret: string,
  now: Date,
): Verification {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBytes) return { kind: 'too-large' };
  const timestamp = headers['x-slack-request-timestamp'] ?? '';
  const signature = headers['x-slack-signature'] ?? '';
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) {
    return { kind: 'malformed' };
  }
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > windowSeconds) {
    return { kind: 'refused' };
  }
  const expected = createHmac('sha256', signingSecret)
    .update(`v0:${timestamp}:`)
    .update(bytes)
    .digest();
  const isOurs = timingSafeEqual(expected, Buffer.from(signature.slice(3), 'hex'));
  return isOurs ? { kind: 'verified', body: bytes } : { kind: 'refused' };
}

/** Slack checks the certificate of a command's URL now and then, and does not sign that. The answer says and does nothing. */
export function isSslCheck({ headers, body = '', isBase64Encoded }: Signed): boolean {
  if (headers['x-slack-signature'] !== undefined || body.length > 1024) return false;
  const form = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  return new URLSearchParams(form).get('ssl_check') === '1';
}

const user = z.looseObject({ id: z.string() });
const view = z.looseObject({
  id: z.string(),
  type: z.string(),
  private_metadata: z.string(),
  state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), z.looseObject({}))) }),
  blocks: z.array(z.looseObject({ type: z.string() })),
});
const interaction = { user, trigger_id: z.string() };

/**
 * The parts of Slack's requests that we use; other properties are kept. The shapes are tried in this order, so the most
 * frequent come first.
 */
export const slackShape = z.union([
  z.looseObject({
    command: z.string(),
    text: z.string(),
    user_id: z.string(),
    trigger_id: z.string(),
  }),
  z.looseObject({
    type: z.literal('event_callback'),
    event_id: z.string(),
    event: z.looseObject({ type: z.string() }),
  }),
  z.looseObject({
    ...interaction,
    type: z.literal('block_actions'),
    actions: z.array(z.looseObject({ type: z.string(), action_id: z.string() })).min(1),
    view: view.optional(),
  }),
  z.looseObject({ ...interaction, type: z.literal('view_submission'), view }),
  z.looseObject({ user, type: z.literal('view_closed'), view: z.looseObject({ id: z.string() }) }),
  z.looseObject({ ...interaction, type: z.literal('shortcut'), callback_id: z.string() }),
  z.looseObject({
    ...interaction,
    type: z.literal('message_action'),
    callback_id: z.string(),
    message: z.looseObject({ text: z.string().optional() }),
  }),
  z.looseObject({ ssl_check: z.string() }),
  z.looseObject({ type: z.literal('url_verification'), challenge: z.string() }),
]);

export type SlackBody = z.output<typeof slackShape>;

/**
 * Parses a request whose signature was verified: JSON, a form, or a form with JSON in its `payload`. `undefined`: it is none
 * of what Slack sends.
 */
export function parseBody(bytes: Buffer, contentType: string): SlackBody | undefined {
  const text = decode(bytes);
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (text === undefined) return undefined;
  if (type === 'application/json') return slackShape.safeParse(parseJson(text)).data;
  if (type !== 'application/x-www-form-urlencoded') return undefined;
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  return slackShape.safeParse(payload === null ? Object.fromEntries(form) : parseJson(payload))
    .data;
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
