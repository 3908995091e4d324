import * as z from 'zod';
import type { CardStore, SendStore } from '../../use-cases/ports.ts';
import { cardKey, sendKey } from './keys.ts';
import type { Table } from './table.ts';

const storedSend = z.lazy(() =>
  z.object({
    noticeId: z.string(),
    recipient: z.string(),
    state: z.enum(['sending', 'sent', 'failed']),
    at: z.string(),
    run: z.string(),
    version: z.int(),
  }),
);

/** Far longer than anything that could send the same notice again. */
const keptSeconds = 400 * 24 * 3600;

export function makeSendStore(table: Table): SendStore {
  async function find(noticeId: string, recipient: string) {
    const item = await table.get(sendKey(noticeId, recipient));
    return item && storedSend.parse(item);
  }

  return {
    find,

    async save(send) {
      const { noticeId, recipient, at, state, run } = send;
      const version = send.version + 1;
      const expiresAt = Math.floor(Date.parse(at) / 1000) + keptSeconds;
      const item = { ...sendKey(noticeId, recipient), ...send, version, expiresAt };
      if ((await table.putNext(item)) === 'put') return 'saved';
      // A refusal may be the echo of our own write, its answer lost.
      const stored = await find(noticeId, recipient);
      const ours = stored?.version === version && stored.run === run && stored.state === state;
      return ours ? 'saved' : 'stale';
    },
  };
}

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
const cardKeptSeconds = 400 * 24 * 3600;

export function makeCardStore(table: Table, now: () => Date): CardStore {
  return {
    async find(recipient, reference) {
      const item = await table.get(cardKey(recipient, reference));
      return item && storedCard.parse(item);
    },

    async save(card) {
      const expiresAt = Math.floor(now().getTime() / 1000) + cardKeptSeconds;
      const key = cardKey(card.recipient, card.reference);
      const item = { ...key, ...card, version: card.version + 1, expiresAt };
      return (await table.putNext(item)) === 'put' ? 'saved' : 'stale';
    },
  };
}
