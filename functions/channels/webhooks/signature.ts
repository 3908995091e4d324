import { timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** https://www.standardwebhooks.com: both ways. Header names are in lower case, as Node and Lambda give them. */
export interface WebhookHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

export interface WebhookContent {
  readonly id: string;
  /** Of this attempt. */
  readonly at: Date;
  readonly body: string;
}

/** One signature for each secret: receivers that have not changed theirs yet find the other. */
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
  /** As it came: nothing is parsed before it is known whose it is. */
  readonly body: string;
  readonly now: Date;
}

const toleranceSeconds = 5 * 60;

/** Whether one of the secrets signed it, within five minutes. */
export function verifyWebhook(secrets: readonly string[], received: Received): WebhookVerification {
  const { headers, body, now } = received;
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature'];
  if (!id || !timestamp || !signatures) return { kind: 'unsigned' };
  // `parseInt` would take "1614265330 and more" for a number.
  if (!/^\d{1,12}$/.test(timestamp)) return { kind: 'bad-timestamp' };
  const at = new Date(Number(timestamp) * 1000);
  const ageSeconds = Math.floor(now.getTime() / 1000) - Number(timestamp);
  if (ageSeconds > toleranceSeconds) return { kind: 'too-old' };
  if (ageSeconds < -toleranceSeconds) return { kind: 'too-new' };
  const given = signatures.split(' ').filter((signature) => signature.startsWith('v1,'));
  const expected = secrets.map((secret) => webhookOf(secret).sign(id, at, body));
  const theirs = expected.some((one) => given.some((other) => isSame(one, other)));
  return theirs ? { kind: 'verified', id } : { kind: 'not-theirs' };
}

/** Throws for a secret with no bytes in it. The library refuses base64 without padding, which others give. */
function webhookOf(secret: string): Webhook {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return new Webhook(new Uint8Array(key), { format: 'raw' });
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
