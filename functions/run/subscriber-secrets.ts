import { createHash, createHmac } from 'node:crypto';
import type { SubscriberSecrets } from '../use-cases/webhooks/webhook-ports.ts';

/** 32 bytes for each generation of each subscriber, computed from one secret: nothing that is stored tells them. */
export function makeSubscriberSecrets(secret: () => Promise<string>): SubscriberSecrets {
  return {
    async secretOf(subscriberId, generation) {
      const key = createHmac('sha256', await secret()).update(
        `subscriber ${subscriberId} ${generation}`,
      );
      return `whsec_${key.digest('base64')}`;
    },
  };
}

/** The same short id for the same token of a form. */
export function subscriberIdFrom(token: string): string {
  return createHash('sha256').update(`subscriber ${token}`).digest('hex').slice(0, 12);
}
