import type { Instant } from '../dates.ts';

/** Everything that subscribers can hear of, named as Standard Webhooks wants: dots, and letters of any system. */
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

/** Asked for by hand; no subscriber needs to choose it. */
export const testEventType = 'subscriber.tested';

/** What other systems are told, once for all: whatever is sent of it are these very bytes. */
export interface WebhookEvent {
  /** The same event always has the same, whoever asks and however often. */
  readonly id: string;
  readonly type: WebhookEventType | typeof testEventType;
  /** When it happened. */
  readonly at: Instant;
  /** JSON, as it is signed and sent. */
  readonly body: string;
}
