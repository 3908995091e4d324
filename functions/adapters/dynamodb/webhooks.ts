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
  departementPk,
  healthKey,
  subscriberKey,
  subscriberPk,
  subscriberPrefix,
  webhookMessageKey,
  webhookMessagesBetween,
} from './keys.ts';
import { journalEntryShape, type Shape } from './schemas.ts';
import { between, type Item, type Table, under } from './table.ts';

export const storedSubscriber = z.lazy(() =>
  z.object({
    id: z.string(),
    name: z.string(),
    url: z.string(),
    types: z.array(z.enum(webhookEventTypes)),
    state: z.enum(subscriberStates),
    secretVersion: z.int(),
    previous: z
      .object({ secretVersion: z.int(), until: z.string() } satisfies Shape<PreviousSecret>)
      .optional(),
    version: z.int(),
    lastIdempotencyKey: z.string(),
    journal: z.array(
      z.object(journalEntryShape(subscriberActs) satisfies Shape<Subscriber['journal'][number]>),
    ),
  } satisfies Shape<Subscriber>),
);

export function createSubscriberStore(table: Table, departement: string): SubscriberStore {
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
      const isOwnWrite =
        stored?.version === version && stored.lastIdempotencyKey === subscriber.lastIdempotencyKey;
      return isOwnWrite ? 'saved' : 'conflict';
    },
  };
}

const storedWebhookMessage = z.lazy(() =>
  z.object({
    subscriberId: z.string(),
    event: z.object({
      id: z.string(),
      type: z.enum([...webhookEventTypes, testEventType]),
      at: z.string(),
      body: z.string(),
    } satisfies Shape<WebhookEvent>),
    requestedAt: z.string(),
    state: z.enum(webhookMessageStates),
    attempts: z.array(
      z.object({
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
  z.object({
    failingSince: z.string().optional(),
    throttledUntil: z.string().optional(),
  } satisfies Shape<SubscriberHealth>),
);

const keptSeconds = 90 * 24 * 3600;
/** Shown at a time. */
const onePage = 10;
/** Worked on at a time. */
const someAtOnce = 500;

/** What was sent, and what came of it. It goes by itself; how a subscriber answers stays. */
export function createWebhookMessageStore(table: Table, now: () => Date): WebhookMessageStore {
  const read = (item: Item): WebhookMessage => storedWebhookMessage.parse(item);

  return {
    async find(subscriberId, { id, at }) {
      const item = await table.get(webhookMessageKey(subscriberId, at, id));
      return item && read(item);
    },

    async save(webhookMessage) {
      const { subscriberId, event } = webhookMessage;
      const expiresAt = Math.floor(now().getTime() / 1000) + keptSeconds;
      const put = await table.putNext({
        ...webhookMessageKey(subscriberId, event.at, event.id),
        ...webhookMessage,
        version: webhookMessage.version + 1,
        expiresAt,
      });
      return put === 'put' ? 'saved' : 'conflict';
    },

    async page(subscriberId, before) {
      const { from, until } = webhookMessagesBetween(undefined, before);
      const items = await table.query({
        ...between(subscriberPk(subscriberId), from, until),
        ScanIndexForward: false,
        // One more than is shown: it begins the next page.
        Limit: onePage + 1,
      });
      const webhookMessages = items.map(read);
      const after = webhookMessages[onePage]?.event;
      return {
        webhookMessages: webhookMessages.slice(0, onePage),
        next: after && `${after.at}#${after.id}`,
      };
    },

    async *since(subscriberId, at) {
      const { from, until } = webhookMessagesBetween(at);
      const range = between(subscriberPk(subscriberId), from, until);
      for await (const items of table.pages({ ...range, Limit: someAtOnce })) yield items.map(read);
    },

    async subscriberHealth(subscriberId) {
      const item = await table.get(healthKey(subscriberId));
      return storedSubscriberHealth.parse(item ?? {});
    },

    async saveHealth(subscriberId, health) {
      await table.put({ ...healthKey(subscriberId), ...health });
    },
  };
}
