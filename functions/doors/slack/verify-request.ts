import { createHmac, timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

type Signed = Pick<APIGatewayProxyEventV2, 'headers' | 'body' | 'isBase64Encoded'>;

export type Verification =
  | { readonly kind: 'verified'; readonly body: Buffer }
  | { readonly kind: 'too-large' }
  /** No signature could be read of it. */
  | { readonly kind: 'malformed' }
  /** Not Slack's, or of another time. */
  | { readonly kind: 'refused' };

/** A view weighs 250 kB at most, and comes back as escaped JSON within a form. */
const mostBytes = 1024 * 1024;
const windowSeconds = 5 * 60;

/**
 * Whether Slack sent it, within five minutes of now. Nothing is parsed before: the signature is over the bytes.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function verifyRequest(
  { headers, body = '', isBase64Encoded }: Signed,
  signingSecret: string,
  now: Date,
): Verification {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > mostBytes) return { kind: 'too-large' };
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
