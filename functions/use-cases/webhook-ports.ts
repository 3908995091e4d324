import type { Instant } from '../domain/dates.ts';
import type {
  AttemptResult,
  Backfill,
  SendJob,
  SubscriberHealth,
  WebhookMessage,
} from '../domain/webhooks/message.ts';
import type { Subscriber } from '../domain/webhooks/subscriber.ts';
import type { SaveOutcome } from './ports.ts';

export interface SubscriberStore {
  find(id: string): Promise<Subscriber | undefined>;
  list(): Promise<readonly Subscriber[]>;
  /** As `DeclarationStore.save`. */
  save(subscriber: Subscriber): Promise<SaveOutcome>;
}

/** The dispatches of one subscriber, of the newest events first. */
export interface WebhookMessagePage {
  readonly webhookMessages: readonly WebhookMessage[];
  /** To be given back for the page after; absent on the last one. */
  readonly next?: string | undefined;
}

/** What was sent, kept for 90 days. */
export interface WebhookMessageStore {
  find(
    subscriberId: string,
    event: Pick<WebhookMessage['event'], 'id' | 'at'>,
  ): Promise<WebhookMessage | undefined>;
  /** As `DeclarationStore.save`, without its repeat: the same write again is `stale`. */
  save(webhookMessage: WebhookMessage): Promise<SaveOutcome>;
  page(subscriberId: string, before?: string): Promise<WebhookMessagePage>;
  /** All those of events since that instant, the earliest first, some at a time. */
  since(subscriberId: string, from: Instant): AsyncIterable<readonly WebhookMessage[]>;
  subscriberHealth(subscriberId: string): Promise<SubscriberHealth>;
  /** The last to write is right: it has seen the last answer. */
  saveHealth(subscriberId: string, subscriberHealth: SubscriberHealth): Promise<void>;
}

/** Where orders wait for their turn. Rejects unless all were taken; those that were come twice at worst. */
export interface WebhookQueue {
  put(jobs: readonly SendJob[]): Promise<void>;
  putBackfills(backfills: readonly Backfill[]): Promise<void>;
}

/** The secrets of subscribers, computed from one that nobody sees. */
export interface SubscriberSecrets {
  /** `whsec_…`, always the same for the same generation. */
  secretOf(subscriberId: string, secretVersion: number): Promise<string>;
}

export interface WebhookRequest {
  readonly url: string;
  /** All of them sign. */
  readonly secrets: readonly string[];
  readonly message: { readonly id: string; readonly at: Date; readonly body: string };
}

/** Never rejects: whatever the receiver does is an answer. */
export type PostWebhook = (post: WebhookRequest) => Promise<AttemptResult>;
