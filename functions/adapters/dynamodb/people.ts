import * as z from 'zod';
import type { ChatChannel } from '../../domain/act.ts';
import { type ChatUser, type KnownPerson, personActs } from '../../domain/people/person.ts';
import type { ChatUserStore, PersonStore } from '../../use-cases/ports.ts';
import {
  chatUserKey,
  chatUserOfMailKey,
  chatUserOfMailPrefix,
  chatUsersOfMailPk,
  departementPk,
  personKey,
  personPrefix,
} from './keys.ts';
import { journalEntryShape, type Shape, storedChatChannel, storedUai } from './schemas.ts';
import { type Item, type Table, under } from './table.ts';

export const storedPerson = z.lazy(() =>
  z.object({
    mail: z.string(),
    name: z.string(),
    memberOf: z.array(storedUai),
    mailboxOf: z.array(storedUai),
    education: z.boolean().optional(),
    signedOutAt: z.string().optional(),
    version: z.int(),
    lastIdempotencyKey: z.string().optional(),
    journal: z.array(
      z.object(journalEntryShape(personActs) satisfies Shape<KnownPerson['journal'][number]>),
    ),
  } satisfies Shape<KnownPerson>),
);

export function createPersonStore(table: Table, departement: string): PersonStore {
  const read = (item: Item): KnownPerson => storedPerson.parse(item);

  async function find(mail: string) {
    const item = await table.get(personKey(departement, mail));
    return item && read(item);
  }

  return {
    find,

    async list() {
      const items = await table.query(under(departementPk(departement), personPrefix));
      return items.map(read);
    },

    async save(person) {
      const version = person.version + 1;
      const item = { ...personKey(departement, person.mail), ...person, version };
      if ((await table.putNext(item)) === 'put') return 'saved';
      const stored = await find(person.mail);
      const isOwnWrite =
        stored?.version === version && stored.lastIdempotencyKey === person.lastIdempotencyKey;
      return isOwnWrite ? 'saved' : 'conflict';
    },

    async remove({ mail, version }) {
      const key = personKey(departement, mail);
      if ((await table.removeVersion(key, version)) === 'removed') return 'saved';
      // A refusal may be the echo of our own removal, its answer lost.
      return (await find(mail)) ? 'conflict' : 'saved';
    },
  };
}

const storedChatUser = z.lazy(() =>
  z.object({
    channel: storedChatChannel,
    account: z.string(),
    mail: z.string(),
    name: z.string(),
    trusted: z.boolean(),
    knownAt: z.string(),
    address: z.string().optional(),
    version: z.int(),
  } satisfies Shape<ChatUser>),
);
const storedPointer = z.lazy(() => storedChatUser.unwrap().pick({ channel: true, account: true }));

/** Somebody who has not been seen for so long is forgotten. */
const keptSeconds = 400 * 24 * 3600;

/** A contact is kept under its account; a pointer under its mail leads there, and is believed only if the contact agrees. */
export function createChatUserStore(table: Table): ChatUserStore {
  const read = (item: Item): ChatUser => storedChatUser.parse(item);

  async function find(channel: ChatChannel, account: string) {
    const item = await table.get(chatUserKey(channel, account));
    return item && read(item);
  }

  async function point({ mail, channel, account }: ChatUser, expiresAt: number) {
    await table.put({ ...chatUserOfMailKey(mail, channel, account), channel, account, expiresAt });
  }

  return {
    find,

    async listOf(mail) {
      const items = await table.query(under(chatUsersOfMailPk(mail), chatUserOfMailPrefix));
      const pointers = items.map((item) => storedPointer.parse(item));
      const chatUsers = await Promise.all(
        pointers.map(({ channel, account }) => find(channel, account)),
      );
      return chatUsers.flatMap((chatUser) => (chatUser?.mail === mail ? [chatUser] : []));
    },

    async save(chatUser) {
      const { channel, account, knownAt } = chatUser;
      const expiresAt = Math.floor(Date.parse(knownAt) / 1000) + keptSeconds;
      const before = chatUser.version > 0 ? await find(channel, account) : undefined;
      // Before the contact: a contact that no pointer leads to would be forgotten by no deletion.
      await point(chatUser, expiresAt);
      const item = { ...chatUserKey(channel, account), ...chatUser, version: chatUser.version + 1 };
      if ((await table.putNext({ ...item, expiresAt })) === 'refused') return 'conflict';
      if (before && before.mail !== chatUser.mail) {
        await table.remove(chatUserOfMailKey(before.mail, channel, account));
      }
      return 'saved';
    },

    async remove({ mail, channel, account }) {
      await table.remove(chatUserKey(channel, account));
      await table.remove(chatUserOfMailKey(mail, channel, account));
    },
  };
}
