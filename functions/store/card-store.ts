import * as z from 'zod';
import type { CardStore } from '../use-cases/ports.ts';
import { cardKey } from './keys.ts';
import type { Table } from './table.ts';

const storedCard = z.lazy(() =>
  z.object({
    recipient: z.string(),
    reference: z.string(),
    place: z.object({ channel: z.string(), message: z.string() }).optional(),
    shown: z.int(),
    heldAt: z.string().optional(),
    version: z.int(),
  }),
);

/** As the records of what was sent. */
const keptSeconds = 400 * 24 * 3600;

export function makeCardStore(table: Table, now: () => Date): CardStore {
  return {
    async find(recipient, reference) {
      const item = await table.get(cardKey(recipient, reference));
      return item && storedCard.parse(item);
    },

    async save(card) {
      const expiresAt = Math.floor(now().getTime() / 1000) + keptSeconds;
      const key = cardKey(card.recipient, card.reference);
      const item = { ...key, ...card, version: card.version + 1, expiresAt };
      return (await table.putNext(item)) === 'put' ? 'saved' : 'stale';
    },
  };
}
