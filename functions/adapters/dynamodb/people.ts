import * as z from 'zod';
import type { ChatDoor } from '../../domain/act.ts';
import { type Contact, type KnownPerson, personActs } from '../../domain/people/person.ts';
import type { ContactStore, PersonStore } from '../../use-cases/ports.ts';
import {
  contactKey,
  contactOfMailKey,
  contactOfMailPrefix,
  contactsOfMailPk,
  departementPk,
  personKey,
  personPrefix,
} from './keys.ts';
import { storedJournal, storedUai } from './schemas.ts';
import { type Item, type Table, under } from './table.ts';

export const storedPerson = z.lazy(() =>
  z.object({
    mail: z.string(),
    name: z.string(),
    boundTo: z.array(storedUai),
    mailboxOf: z.array(storedUai),
    education: z.boolean().optional(),
    signedOutAt: z.string().optional(),
    version: z.int(),
    lastOpening: z.string().optional(),
    journal: storedJournal(personActs),
  }),
);

export function makePersonStore(table: Table, departement: string): PersonStore {
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
      const ours = stored?.version === version && stored.lastOpening === person.lastOpening;
      return ours ? 'saved' : 'stale';
    },

    async remove({ mail, version }) {
      const key = personKey(departement, mail);
      if ((await table.removeVersion(key, version)) === 'removed') return 'saved';
      // A refusal may be the echo of our own removal, its answer lost.
      return (await find(mail)) ? 'stale' : 'saved';
    },
  };
}

const storedContact = z.lazy(() =>
  z.object({
    door: z.enum(['slack', 'teams']),
    account: z.string(),
    mail: z.string(),
    name: z.string(),
    trusted: z.boolean(),
    knownAt: z.string(),
    address: z.string().optional(),
    version: z.int(),
  }),
);
const storedPointer = z.lazy(() => storedContact.unwrap().pick({ door: true, account: true }));

/** Somebody who has not been seen for so long is forgotten. */
const keptSeconds = 400 * 24 * 3600;

/** A contact is kept under its account; a pointer under its mail leads there, and is believed only if the contact agrees. */
export function makeContactStore(table: Table): ContactStore {
  const read = (item: Item): Contact => storedContact.parse(item);

  async function find(door: ChatDoor, account: string) {
    const item = await table.get(contactKey(door, account));
    return item && read(item);
  }

  async function point({ mail, door, account }: Contact, expiresAt: number) {
    await table.put({ ...contactOfMailKey(mail, door, account), door, account, expiresAt });
  }

  return {
    find,

    async listOf(mail) {
      const items = await table.query(under(contactsOfMailPk(mail), contactOfMailPrefix));
      const pointers = items.map((item) => storedPointer.parse(item));
      const contacts = await Promise.all(pointers.map(({ door, account }) => find(door, account)));
      return contacts.flatMap((contact) => (contact?.mail === mail ? [contact] : []));
    },

    async save(contact) {
      const { door, account, knownAt } = contact;
      const expiresAt = Math.floor(Date.parse(knownAt) / 1000) + keptSeconds;
      const before = contact.version > 0 ? await find(door, account) : undefined;
      // Before the contact: a contact that no pointer leads to would be forgotten by no deletion.
      await point(contact, expiresAt);
      const item = { ...contactKey(door, account), ...contact, version: contact.version + 1 };
      if ((await table.putNext({ ...item, expiresAt })) === 'refused') return 'stale';
      if (before && before.mail !== contact.mail) {
        await table.remove(contactOfMailKey(before.mail, door, account));
      }
      return 'saved';
    },

    async remove({ mail, door, account }) {
      await table.remove(contactKey(door, account));
      await table.remove(contactOfMailKey(mail, door, account));
    },
  };
}
