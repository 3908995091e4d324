import * as z from 'zod';
import { hookEventTypes } from '../domain/webhooks/hook-event.ts';
import { type Subscriber, subscriberActs } from '../domain/webhooks/subscriber.ts';
import type { SubscriberStore } from '../use-cases/webhooks/webhook-ports.ts';
import { departementPk, subscriberKey, subscriberPrefix } from './keys.ts';
import { storedJournal } from './stored-journal.ts';
import { type Item, type Table, under } from './table.ts';

export const storedSubscriber = z.lazy(() =>
  z.object({
    id: z.string(),
    name: z.string(),
    url: z.string(),
    types: z.array(z.enum(hookEventTypes)),
    state: z.enum(['active', 'paused', 'disabled']),
    generation: z.int(),
    previous: z.object({ generation: z.int(), until: z.string() }).optional(),
    version: z.int(),
    lastOpening: z.string(),
    journal: storedJournal(subscriberActs),
  }),
);

export function makeSubscriberStore(table: Table, departement: string): SubscriberStore {
  const read = (item: Item): Subscriber => storedSubscriber.parse(item);

  async function find(id: string) {
    const item = await table.get(subscriberKey(departement, id));
    return item && read(item);
  }

  return {
    find,

    async list() {
      const items = await table.query(under(departementPk(departement), subscriberPrefix));
      return items.map(read);
    },

    async save(subscriber) {
      const version = subscriber.version + 1;
      const item = { ...subscriberKey(departement, subscriber.id), ...subscriber, version };
      if ((await table.putNext(item)) === 'put') return 'saved';
      const stored = await find(subscriber.id);
      const ours = stored?.version === version && stored.lastOpening === subscriber.lastOpening;
      return ours ? 'saved' : 'stale';
    },
  };
}
