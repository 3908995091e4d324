import type { Instant } from '../dates.ts';

/** The event types that a subscriber can choose, named as Standard Webhooks asks: words in ASCII, separated by dots. */
export const webhookEventTypes = [
  'delivery.planned',
  'delivery.on_its_way',
  'delivery.arrived',
  'delivery.installed',
  'delivery.closed',
  'delivery.postponed',
  'delivery.cancelled',
  'delivery.received',
  'delivery.reserve_noted',
  'delivery.reserve_lifted',
  'declaration.filed',
  'declaration.corrected',
  'declaration.withdrawn',
  'damage.reported',
  'damage.moved',
  'damage.followed_up',
] as const;
export type WebhookEventType = (typeof webhookEventTypes)[number];

/** Sent on request; subscribers do not choose it. */
export const testEventType = 'subscriber.tested';

/** An event as it is published: every attempt and every replay sends the same bytes. */
export interface WebhookEvent {
  /** The same event has the same id each time it is built. */
  readonly id: string;
  readonly type: WebhookEventType | typeof testEventType;
  /** When the event happened. */
  readonly at: Instant;
  /** JSON, signed and sent as it is. */
  readonly body: string;
}
