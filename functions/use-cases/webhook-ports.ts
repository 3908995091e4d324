import type { Instant } from '../domain/dates.ts';
import type {
  Answer,
  CatchUp,
  Dispatch,
  DispatchOrder,
  Health,
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
export interface DispatchPage {
  readonly dispatches: readonly Dispatch[];
  /** To be given back for the page after; absent on the last one. */
  readonly next?: string | undefined;
}

/** What was sent, kept for 90 days. */
export interface DispatchStore {
  find(
    subscriberId: string,
    event: Pick<Dispatch['event'], 'id' | 'at'>,
  ): Promise<Dispatch | undefined>;
  /** As `DeclarationStore.save`, without its repeat: the same write again is `stale`. */
  save(dispatch: Dispatch): Promise<SaveOutcome>;
  page(subscriberId: string, before?: string): Promise<DispatchPage>;
  /** All those of events since that instant, the earliest first, some at a time. */
  since(subscriberId: string, from: Instant): AsyncIterable<readonly Dispatch[]>;
  health(subscriberId: string): Promise<Health>;
  /** The last to write is right: it has seen the last answer. */
  noteHealth(subscriberId: string, health: Health): Promise<void>;
}

/** Where orders wait for their turn. Rejects unless all were taken; those that were come twice at worst. */
export interface DispatchQueue {
  put(orders: readonly DispatchOrder[]): Promise<void>;
  putCatchUps(catchUps: readonly CatchUp[]): Promise<void>;
}

/** The secrets of subscribers, computed from one that nobody sees. */
export interface SubscriberSecrets {
  /** `whsec_…`, always the same for the same generation. */
  secretOf(subscriberId: string, generation: number): Promise<string>;
}

export interface WebhookPost {
  readonly url: string;
  /** All of them sign. */
  readonly secrets: readonly string[];
  readonly message: { readonly id: string; readonly at: Date; readonly body: string };
}

/** Never rejects: whatever the receiver does is an answer. */
export type PostWebhook = (post: WebhookPost) => Promise<Answer>;
