import * as z from 'zod';
import {
  testEventType,
  type WebhookEvent,
  webhookEventTypes,
} from '../../domain/webhooks/event.ts';
import {
  type Attempt,
  attemptFaults,
  type SubscriberHealth,
  type WebhookMessage,
  webhookMessageStates,
} from '../../domain/webhooks/message.ts';
import {
  type PreviousSecret,
  type Subscriber,
  subscriberActs,
  subscriberStates,
} from '../../domain/webhooks/subscriber.ts';
import type { SubscriberStore, WebhookMessageStore } from '../../use-cases/webhook-ports.ts';
import {
  healthKey,
  subscriberKey,
  subscriberPk,
  subscriberPrefix,
  subscribersPk,
  webhookMessageKey,
  webhookMessagesBetween,
} from './keys.ts';
import { journalEntryShape, type Shape, schemaVersions } from './schemas.ts';
import { between, type Table, under } from './table.ts';
import { createVersionedStore, readItem } from './versioned-store.ts';

export const storedSubscriber = z.lazy(() =>
  z.looseObject({
    id: z.string(),
    name: z.string(),
    url: z.string(),
    types: z.array(z.enum(webhookEventTypes)),
    state: z.enum(subscriberStates),
    secretVersion: z.int(),
    previous: z
      .looseObject({ secretVersion: z.int(), until: z.string() } satisfies Shape<PreviousSecret>)
      .optional(),
    version: z.int(),
    lastIdempotencyKey: z.string(),
    journal: z.array(
      z.looseObject(
        journalEntryShape(subscriberActs) satisfies Shape<Subscriber['journal'][number]>,
      ),
    ),
  } satisfies Shape<Subscriber>),
);

export function createSubscriberStore(table: Table, departement: string): SubscriberStore {
  const { find, list, save } = createVersionedStore<Subscriber>(table, {
    schema: storedSubscriber,
    schemaVersion: schemaVersions.subscriber,
    keyOf: ({ id }) => subscriberKey(departement, id),
    writeIdOf: ({ lastIdempotencyKey }) => [lastIdempotencyKey],
  });
  return {
    find: (id) => find(subscriberKey(departement, id)),
    list: () => list(under(subscribersPk(departement), subscriberPrefix)),
    save,
  };
}

const storedWebhookMessage = z.lazy(() =>
  z.looseObject({
    subscriberId: z.string(),
    event: z.looseObject({
      id: z.string(),
      type: z.enum([...webhookEventTypes, testEventType]),
      at: z.string(),
      body: z.string(),
    } satisfies Shape<WebhookEvent>),
    requestedAt: z.string(),
    state: z.enum(webhookMessageStates),
    attempts: z.array(
      z.looseObject({
        at: z.string(),
        requestedAt: z.string(),
        milliseconds: z.number(),
        status: z.int().optional(),
        fault: z.enum(attemptFaults).optional(),
      } satisfies Shape<Attempt>),
    ),
    nextAt: z.string().optional(),
    version: z.int(),
  } satisfies Shape<WebhookMessage>),
);

const storedSubscriberHealth = z.lazy(() =>
  z.looseObject({
    failingSince: z.string().optional(),
    throttledUntil: z.string().optional(),
  } satisfies Shape<SubscriberHealth>),
);

const keptSeconds = 90 * 24 * 3600;
const pageSize = 10;
/** How many messages a backfill reads at a time. */
const batchSize = 500;

/** A message expires after 90 days; the health of its subscriber does not. */
export function createWebhookMessageStore(table: Table, now: () => Date): WebhookMessageStore {
  const { readEach, find, list, save } = createVersionedStore<WebhookMessage>(table, {
    schema: storedWebhookMessage,
    schemaVersion: schemaVersions.webhookMessage,
    keyOf: ({ subscriberId, event }) => webhookMessageKey(subscriberId, event.at, event.id),
    expiresAtOf: () => Math.floor(now().getTime() / 1000) + keptSeconds,
  });

  return {
    find: (subscriberId, { id, at }) => find(webhookMessageKey(subscriberId, at, id)),

    save,

    async page(subscriberId, before) {
      const { from, until } = webhookMessagesBetween(undefined, before);
      const webhookMessages = await list({
        ...between(subscriberPk(subscriberId), from, until),
        ScanIndexForward: false,
        // One more than is shown: the next page begins with it.
        Limit: pageSize + 1,
      });
      const after = webhookMessages[pageSize]?.event;
      return {
        webhookMessages: webhookMessages.slice(0, pageSize),
        next: after && `${after.at}#${after.id}`,
      };
    },

    async *since(subscriberId, at) {
      const { from, until } = webhookMessagesBetween(at);
      const range = between(subscriberPk(subscriberId), from, until);
      for await (const items of table.pages({ ...range, Limit: batchSize })) yield readEach(items);
    },

    async subscriberHealth(subscriberId) {
      const item = await table.get(healthKey(subscriberId));
      return readItem<SubscriberHealth>(storedSubscriberHealth, item ?? {});
    },

    async saveHealth(subscriberId, health) {
      const schemaVersion = schemaVersions.subscriberHealth;
      await table.put({ ...healthKey(subscriberId), ...health, schemaVersion });
    },
  };
}
