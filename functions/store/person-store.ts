import * as z from 'zod';
import { type KnownPerson, personActs } from '../domain/people/person.ts';
import type { PersonStore } from '../use-cases/ports.ts';
import { departementPk, personKey, personPrefix } from './keys.ts';
import { storedJournal } from './stored-journal.ts';
import { storedUai } from './stored-uai.ts';
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
