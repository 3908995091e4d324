import type { Instant } from '../domain/dates.ts';
import type { ChangeEvent } from '../domain/notifications/notification.ts';
import type { WebhookEvent } from '../domain/webhooks/event.ts';
import type {
  AttemptResult,
  Backfill,
  SendJob,
  SubscriberHealth,
  WebhookMessage,
} from '../domain/webhooks/message.ts';
import type { Subscriber, WebhookPolicy } from '../domain/webhooks/subscriber.ts';
import type { Deps, SaveOutcome } from './ports.ts';

export interface SubscriberStore {
  find(id: string): Promise<Subscriber | undefined>;
  list(): Promise<readonly Subscriber[]>;
  /** As `DeclarationStore.save`. */
  save(subscriber: Subscriber): Promise<SaveOutcome>;
}

/** Messages to one subscriber, those of the newest events first. */
export interface WebhookMessagePage {
  readonly webhookMessages: readonly WebhookMessage[];
  /** The `before` of the next page; absent on the last one. */
  readonly next?: string | undefined;
}

/** The messages to subscribers and the attempts to send them, kept for 90 days. */
export interface WebhookMessageStore {
  find(
    subscriberId: string,
    event: Pick<WebhookMessage['event'], 'id' | 'at'>,
  ): Promise<WebhookMessage | undefined>;
  /** As `DeclarationStore.save`, but the same write repeated is a `conflict`. */
  save(webhookMessage: WebhookMessage): Promise<SaveOutcome>;
  page(subscriberId: string, before?: string): Promise<WebhookMessagePage>;
  /** Yields batches of the messages whose event happened at `from` or later, the earliest first. */
  since(subscriberId: string, from: Instant): AsyncIterable<readonly WebhookMessage[]>;
  subscriberHealth(subscriberId: string): Promise<SubscriberHealth>;
  /** The last write wins, without a version: it comes from the latest answer. */
  saveHealth(subscriberId: string, subscriberHealth: SubscriberHealth): Promise<void>;
}

/** Rejects unless the queue accepted every job. A caller that tries again enqueues some jobs twice, which is harmless. */
export interface WebhookQueue {
  put(jobs: readonly SendJob[]): Promise<void>;
  putBackfills(backfills: readonly Backfill[]): Promise<void>;
}

/** The signing secrets of subscribers, derived from a master secret. */
export interface SubscriberSecrets {
  /** `whsec_…`, always the same for the same version. */
  secretOf(subscriberId: string, secretVersion: number): Promise<string>;
}

export interface WebhookRequest {
  readonly url: string;
  /** The request carries one signature for each. */
  readonly secrets: readonly string[];
  readonly message: { readonly id: string; readonly at: Date; readonly body: string };
}

/** Never rejects: a failure to connect or to answer is a result too. */
export type PostWebhook = (request: WebhookRequest) => Promise<AttemptResult>;

/** What use cases about webhooks need from outside, besides what all of them do. */
export interface WebhookDeps extends Deps {
  readonly subscribers: SubscriberStore;
  readonly webhookMessages: WebhookMessageStore;
  readonly webhookQueue: WebhookQueue;
  readonly subscriberSecrets: SubscriberSecrets;
  /** Which URLs a subscriber may have. */
  readonly webhookPolicy: WebhookPolicy;
  /** The id of a new subscriber, computed from the token of its form: the same token gives the same id. */
  readonly subscriberIdFrom: (token: string) => string;
  /** The published events that a change makes. */
  readonly eventsOf: (changeEvent: ChangeEvent) => readonly WebhookEvent[];
  /** An event without content, for a subscriber to check that it receives. */
  readonly createTestEvent: (subscriber: Subscriber, at: Instant) => WebhookEvent;
  readonly postWebhook: PostWebhook;
  /** A number from 0 to 1, which spreads retries over time. */
  readonly random: () => number;
}
