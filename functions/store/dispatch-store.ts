import * as z from 'zod';
import { attemptFaults, type Dispatch } from '../domain/webhooks/dispatch.ts';
import { hookEventTypes, testEventType } from '../domain/webhooks/hook-event.ts';
import type { DispatchStore } from '../use-cases/webhooks/webhook-ports.ts';
import { dispatchesBetween, dispatchKey, healthKey, subscriberPk } from './keys.ts';
import { between, type Item, type Table } from './table.ts';

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
