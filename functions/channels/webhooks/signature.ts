import { Webhook } from 'standardwebhooks';
import type { Deps } from '../../use-cases/ports.ts';

/** https://www.standardwebhooks.com. Header names are in lower case, as Node and Lambda give them. */
export interface WebhookHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

export interface WebhookContent {
  readonly id: string;
  /** When this attempt is made. */
  readonly at: Date;
  readonly body: string;
}

/** One signature for each secret: after a rotation, receivers that still have the old secret find its signature. */
export function signWebhook(
  secrets: readonly string[],
  { id, at, body }: WebhookContent,
): WebhookHeaders {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => webhookOf(secret).sign(id, at, body)).join(' '),
  };
}

export type WebhookVerification =
  | { readonly kind: 'verified'; readonly id: string }
  | { readonly kind: 'unsigned' | 'bad-timestamp' | 'too-old' | 'too-new' | 'not-theirs' };

export interface Received {
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As it was received: it is not parsed before its signature is verified. */
  readonly body: string;
  readonly now: Date;
}

const toleranceSeconds = 5 * 60;

/**
 * Whether the message was signed with one of the secrets, within five minutes. The library's own `verify` reads the clock of
 * the machine, accepts "1614265330 and more" as a timestamp, and throws one error for every refusal.
 */
export function verifyWebhook(
  { isSame }: Pick<Deps, 'isSame'>,
  secrets: readonly string[],
  { headers, body, now }: Received,
): WebhookVerification {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature'];
  if (!id || !timestamp || !signatures) return { kind: 'unsigned' };
  // Signatures are over the number: with zeros before it, other headers than the signed ones would verify.
  if (!/^(0|[1-9]\d{0,11})$/.test(timestamp)) return { kind: 'bad-timestamp' };
  const at = new Date(Number(timestamp) * 1000);
  const ageSeconds = Math.floor(now.getTime() / 1000) - Number(timestamp);
  if (ageSeconds > toleranceSeconds) return { kind: 'too-old' };
  if (ageSeconds < -toleranceSeconds) return { kind: 'too-new' };
  const given = signatures.split(' ').filter((signature) => signature.startsWith('v1,'));
  const expected = secrets.map((secret) => webhookOf(secret).sign(id, at, body));
  const isTheirs = expected.some((one) => given.some((other) => isSame(one, other)));
  return isTheirs ? { kind: 'verified', id } : { kind: 'not-theirs' };
}

/** Throws for an empty secret. Decodes base64 here, because the library refuses secrets without padding. */
function webhookOf(secret: string): Webhook {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return new Webhook(new Uint8Array(key), { format: 'raw' });
}
