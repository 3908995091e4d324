import * as z from 'zod';
import {
  type PostedMessage,
  type PostedMessagePlace,
  type SendRecord,
  sendRecordStates,
} from '../../domain/notifications/notification.ts';
import type { PostedMessageStore, SendRecordStore } from '../../use-cases/ports.ts';
import { postedMessageKey, sendRecordKey } from './keys.ts';
import type { Shape } from './schemas.ts';
import type { Table } from './table.ts';

const storedSendRecord = z.lazy(() =>
  z.object({
    notificationId: z.string(),
    recipient: z.string(),
    state: z.enum(sendRecordStates),
    at: z.string(),
    run: z.string(),
    version: z.int(),
  } satisfies Shape<SendRecord>),
);

/** Far longer than anything that could send the same notice again. */
const keptSeconds = 400 * 24 * 3600;

export function createSendRecordStore(table: Table): SendRecordStore {
  async function find(notificationId: string, recipient: string) {
    const item = await table.get(sendRecordKey(notificationId, recipient));
    return item && storedSendRecord.parse(item);
  }

  return {
    find,

    async save(send) {
      const { notificationId, recipient, at, state, run } = send;
      const version = send.version + 1;
      const expiresAt = Math.floor(Date.parse(at) / 1000) + keptSeconds;
      const item = { ...sendRecordKey(notificationId, recipient), ...send, version, expiresAt };
      if ((await table.putNext(item)) === 'put') return 'saved';
      // A refusal may be the echo of our own write, its answer lost.
      const stored = await find(notificationId, recipient);
      const isOwnWrite =
        stored?.version === version && stored.run === run && stored.state === state;
      return isOwnWrite ? 'saved' : 'conflict';
    },
  };
}

const storedPostedMessage = z.lazy(() =>
  z.object({
    recipient: z.string(),
    reference: z.string(),
    place: z
      .object({
        channel: z.string(),
        message: z.string(),
      } satisfies Shape<PostedMessagePlace>)
      .optional(),
    shown: z.int(),
    lockedAt: z.string().optional(),
    version: z.int(),
  } satisfies Shape<PostedMessage>),
);

/** As the records of what was sent. */
const postedMessageKeptSeconds = 400 * 24 * 3600;

export function createPostedMessageStore(table: Table, now: () => Date): PostedMessageStore {
  return {
    async find(recipient, reference) {
      const item = await table.get(postedMessageKey(recipient, reference));
      return item && storedPostedMessage.parse(item);
    },

    async save(card) {
      const expiresAt = Math.floor(now().getTime() / 1000) + postedMessageKeptSeconds;
      const key = postedMessageKey(card.recipient, card.reference);
      const item = { ...key, ...card, version: card.version + 1, expiresAt };
      return (await table.putNext(item)) === 'put' ? 'saved' : 'conflict';
    },
  };
}
