import * as z from 'zod';
import {
  type PostedMessage,
  type PostedMessagePlace,
  type SendRecord,
  sendRecordStates,
} from '../../domain/notifications/notification.ts';
import type { PostedMessageStore, SendRecordStore } from '../../use-cases/ports.ts';
import { postedMessageKey, sendRecordKey } from './keys.ts';
import { type Shape, schemaVersions } from './schemas.ts';
import type { Table } from './table.ts';
import { createVersionedStore } from './versioned-store.ts';

const storedSendRecord = z.lazy(() =>
  z.looseObject({
    notificationId: z.string(),
    recipient: z.string(),
    state: z.enum(sendRecordStates),
    at: z.string(),
    run: z.string(),
    version: z.int(),
  } satisfies Shape<SendRecord>),
);

/** No retry or later run sends the same notification again after so long. */
const keptSeconds = 400 * 24 * 3600;

export function createSendRecordStore(table: Table): SendRecordStore {
  const { find, save } = createVersionedStore<SendRecord>(table, {
    schema: storedSendRecord,
    schemaVersion: schemaVersions.sendRecord,
    keyOf: ({ notificationId, recipient }) => sendRecordKey(notificationId, recipient),
    expiresAtOf: ({ at }) => Math.floor(Date.parse(at) / 1000) + keptSeconds,
    writeIdOf: ({ run, state }) => [run, state],
  });
  return {
    find: (notificationId, recipient) => find(sendRecordKey(notificationId, recipient)),
    save,
  };
}

const storedPostedMessage = z.lazy(() =>
  z.looseObject({
    recipient: z.string(),
    reference: z.string(),
    place: z
      .looseObject({
        channel: z.string(),
        message: z.string(),
      } satisfies Shape<PostedMessagePlace>)
      .optional(),
    shown: z.int(),
    lockedAt: z.string().optional(),
    version: z.int(),
  } satisfies Shape<PostedMessage>),
);

export function createPostedMessageStore(table: Table, now: () => Date): PostedMessageStore {
  const { find, save } = createVersionedStore<PostedMessage>(table, {
    schema: storedPostedMessage,
    schemaVersion: schemaVersions.postedMessage,
    keyOf: ({ recipient, reference }) => postedMessageKey(recipient, reference),
    expiresAtOf: () => Math.floor(now().getTime() / 1000) + keptSeconds,
  });
  return {
    find: (recipient, reference) => find(postedMessageKey(recipient, reference)),
    save,
  };
}
