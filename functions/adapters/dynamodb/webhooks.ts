import * as z from 'zod';
import { hookEventTypes, testEventType } from '../../domain/webhooks/event.ts';
import { attemptFaults, type Dispatch } from '../../domain/webhooks/message.ts';
import { type Subscriber, subscriberActs } from '../../domain/webhooks/subscriber.ts';
import type { DispatchStore, SubscriberStore } from '../../use-cases/webhook-ports.ts';
import {
  departementPk,
  dispatchesBetween,
  dispatchKey,
  healthKey,
  subscriberKey,
  subscriberPk,
  subscriberPrefix,
} from './keys.ts';
import { storedJournal } from './schemas.ts';
import { between, type Item, type Table, under } from './table.ts';

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

const storedDispatch = z.lazy(() =>
  z.object({
    subscriberId: z.string(),
    event: z.object({
      id: z.string(),
      type: z.enum([...hookEventTypes, testEventType]),
      at: z.string(),
      body: z.string(),
    }),
    round: z.string(),
    state: z.enum(['waiting', 'received', 'held', 'failed']),
    attempts: z.array(
      z.object({
        at: z.string(),
        round: z.string(),
        milliseconds: z.number(),
        status: z.int().optional(),
        fault: z.enum(attemptFaults).optional(),
      }),
    ),
    nextAt: z.string().optional(),
    version: z.int(),
  }),
);

const storedHealth = z.lazy(() =>
  z.object({
    failingSince: z.string().optional(),
    throttledUntil: z.string().optional(),
  }),
);

const keptSeconds = 90 * 24 * 3600;
/** Shown at a time. */
const onePage = 10;
/** Worked on at a time. */
const someAtOnce = 500;

/** What was sent, and what came of it. It goes by itself; how a subscriber answers stays. */
export function makeDispatchStore(table: Table, now: () => Date): DispatchStore {
  const read = (item: Item): Dispatch => storedDispatch.parse(item);

  return {
    async find(subscriberId, { id, at }) {
      const item = await table.get(dispatchKey(subscriberId, at, id));
      return item && read(item);
    },

    async save(dispatch) {
      const { subscriberId, event } = dispatch;
      const expiresAt = Math.floor(now().getTime() / 1000) + keptSeconds;
      const put = await table.putNext({
        ...dispatchKey(subscriberId, event.at, event.id),
        ...dispatch,
        version: dispatch.version + 1,
        expiresAt,
      });
      return put === 'put' ? 'saved' : 'stale';
    },

    async page(subscriberId, before) {
      const { from, until } = dispatchesBetween(undefined, before);
      const items = await table.query({
        ...between(subscriberPk(subscriberId), from, until),
        ScanIndexForward: false,
        // One more than is shown: it begins the next page.
        Limit: onePage + 1,
      });
      const dispatches = items.map(read);
      const after = dispatches[onePage]?.event;
      return {
        dispatches: dispatches.slice(0, onePage),
        next: after && `${after.at}#${after.id}`,
      };
    },

    async *since(subscriberId, at) {
      const { from, until } = dispatchesBetween(at);
      const range = between(subscriberPk(subscriberId), from, until);
      for await (const items of table.pages({ ...range, Limit: someAtOnce })) yield items.map(read);
    },

    async health(subscriberId) {
      const item = await table.get(healthKey(subscriberId));
      return storedHealth.parse(item ?? {});
    },

    async noteHealth(subscriberId, health) {
      await table.put({ ...healthKey(subscriberId), ...health });
    },
  };
}
