import * as z from 'zod';
import type { ChatChannel } from '../../domain/act.ts';
import {
  type ChatUser,
  type KeptRequest,
  type KnownPerson,
  personActs,
} from '../../domain/people/person.ts';
import type { ChatUserStore, PersonStore } from '../../use-cases/ports.ts';
import {
  chatUserKey,
  chatUserPointerKey,
  chatUserPrefix,
  chatUsersPk,
  personKey,
  personPrefix,
  personsPk,
} from './keys.ts';
import {
  journalEntryShape,
  type Shape,
  schemaVersions,
  storedChatChannel,
  storedUai,
} from './schemas.ts';
import { type Table, under } from './table.ts';
import { createVersionedStore } from './versioned-store.ts';

export const storedPerson = z.lazy(() =>
  z.looseObject({
    mail: z.string(),
    name: z.string(),
    memberOf: z.array(storedUai),
    mailboxOf: z.array(storedUai),
    education: z.boolean().optional(),
    mailRefusedAt: z.string().optional(),
    declined: z.array(storedUai).optional(),
    refusalToken: z.string().optional(),
    signedOutAt: z.string().optional(),
    providerAccount: z.string().optional(),
    version: z.int(),
    lastIdempotencyKey: z.string().optional(),
    journal: z.array(
      z.looseObject(journalEntryShape(personActs) satisfies Shape<KnownPerson['journal'][number]>),
    ),
  } satisfies Shape<KnownPerson>),
);

export function createPersonStore(table: Table, departement: string): PersonStore {
  const { find, list, save, remove } = createVersionedStore<KnownPerson>(table, {
    schema: storedPerson,
    schemaVersion: schemaVersions.person,
    keyOf: ({ mail }) => personKey(departement, mail),
    writeIdOf: ({ lastIdempotencyKey }) => [lastIdempotencyKey],
  });
  return {
    find: (mail) => find(personKey(departement, mail)),
    list: () => list(under(personsPk(departement), personPrefix)),
    save,
    remove,
  };
}

const storedChatUser = z.lazy(() =>
  z.looseObject({
    channel: storedChatChannel,
    account: z.string(),
    mail: z.string(),
    name: z.string(),
    trusted: z.boolean(),
    knownAt: z.string(),
    address: z.string().optional(),
    keptRequest: z
      .object({ intent: z.string(), at: z.string() } satisfies Shape<KeptRequest>)
      .optional(),
    version: z.int(),
  } satisfies Shape<ChatUser>),
);
const storedPointer = z.lazy(() => storedChatUser.unwrap().pick({ channel: true, account: true }));

/** A chat user is deleted when the chat has not been asked about them for so long. */
const keptSeconds = 400 * 24 * 3600;
const expiresAtOf = ({ knownAt }: ChatUser) => Math.floor(Date.parse(knownAt) / 1000) + keptSeconds;

/**
 * A chat user is stored under their account. A pointer under their mail leads there; one that the chat user does not
 * confirm is ignored.
 */
export function createChatUserStore(table: Table): ChatUserStore {
  const store = createVersionedStore<ChatUser>(table, {
    schema: storedChatUser,
    schemaVersion: schemaVersions.chatUser,
    keyOf: ({ channel, account }) => chatUserKey(channel, account),
    expiresAtOf,
  });

  const find = (channel: ChatChannel, account: string) => store.find(chatUserKey(channel, account));

  async function putPointer(chatUser: ChatUser) {
    const { mail, channel, account } = chatUser;
    await table.put({
      ...chatUserPointerKey(mail, channel, account),
      ...{ channel, account },
      schemaVersion: schemaVersions.chatUser,
      expiresAt: expiresAtOf(chatUser),
    });
  }

  return {
    find,

    async listOf(mail) {
      const items = await table.query(under(chatUsersPk(mail), chatUserPrefix));
      const pointers = items.map((item) => storedPointer.parse(item));
      const chatUsers = await Promise.all(
        pointers.map(({ channel, account }) => find(channel, account)),
      );
      return chatUsers.flatMap((chatUser) => (chatUser?.mail === mail ? [chatUser] : []));
    },

    async save(chatUser) {
      const { channel, account } = chatUser;
      const before = chatUser.version > 0 ? await find(channel, account) : undefined;
      // The pointer comes first: a deletion by mail would miss a chat user that no pointer leads to.
      await putPointer(chatUser);
      if ((await store.save(chatUser)) === 'conflict') return 'conflict';
      if (before && before.mail !== chatUser.mail) {
        await table.remove(chatUserPointerKey(before.mail, channel, account));
      }
      return 'saved';
    },

    async remove({ mail, channel, account }) {
      await table.remove(chatUserKey(channel, account));
      await table.remove(chatUserPointerKey(mail, channel, account));
    },
  };
}
