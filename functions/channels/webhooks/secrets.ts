import { createHash, createHmac } from 'node:crypto';
import * as z from 'zod';
import { type Cache, createCache } from '../../use-cases/cache.ts';
import type { SubscriberSecrets } from '../../use-cases/webhook-ports.ts';
import type { WebhookSources } from './inbound.ts';

/** The secret in Secrets Manager: `{ "atelier": "whsec_…", "transporteur": ["whsec_…", "whsec_…"] }`. */
const storedSources = z.record(
  z.string().regex(/^[\w -]{1,40}$/),
  z
    .union([z.string().transform((secret) => [secret]), z.array(z.string()).min(1).max(2)])
    .pipe(z.array(z.string().refine(isLongEnough, 'less than 24 bytes'))),
);

/** Loaded again after five minutes, or sooner when a signature matches none of them. */
export function createSourceSecrets(
  fetchSecret: () => Promise<string>,
  now: () => Date,
): Cache<WebhookSources> {
  return createCache({
    load: async () => storedSources.parse(JSON.parse(await fetchSecret())),
    now,
    maxAgeSeconds: 300,
    // Wrong signatures cause no more loads than this.
    minAgeSeconds: 30,
  });
}

function isLongEnough(secret: string): boolean {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64').length >= 24;
}

/** Derives 32 bytes for each subscriber and version from the master secret, so that no signing secret is stored. */
export function createSubscriberSecrets(masterSecret: () => Promise<string>): SubscriberSecrets {
  return {
    async secretOf(subscriberId, secretVersion) {
      const key = createHmac('sha256', await masterSecret()).update(
        `subscriber ${subscriberId} ${secretVersion}`,
      );
      return `whsec_${key.digest('base64')}`;
    },
  };
}

/** The same token of a form always gives the same id. */
export function subscriberIdFrom(token: string): string {
  return createHash('sha256').update(`subscriber ${token}`).digest('hex').slice(0, 12);
}
