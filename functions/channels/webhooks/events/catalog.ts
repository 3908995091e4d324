import * as z from 'zod';
import type { Instant } from '../../../domain/dates.ts';
import type { ChangeEvent } from '../../../domain/notifications/notification.ts';
import {
  testEventType,
  type WebhookEvent,
  webhookEventTypes,
} from '../../../domain/webhooks/event.ts';
import type { Subscriber } from '../../../domain/webhooks/subscriber.ts';
import { damageData, damageEvents } from './damages.ts';
import { declarationData, declarationEvents } from './declarations.ts';
import { deliveryData, deliveryEvents, receiptData, reserveData } from './deliveries.ts';
import { webhookEventFrom } from './envelope.ts';

export const testData = z.object({
  subscriber: z.string().describe('The id of the subscriber that is tested.'),
});

/** An event without content; each one has its own id. */
export function createTestEvent(
  { id, version }: Pick<Subscriber, 'id' | 'version'>,
  at: Instant,
): WebhookEvent {
  return webhookEventFrom({
    type: testEventType,
    thing: `subscriber ${id} ${at}`,
    entry: { at, version, what: 'tested' },
    data: { subscriber: id } satisfies z.input<typeof testData>,
  });
}

type EventType = WebhookEvent['type'];

export interface EventDefinition {
  /** When the event is sent. */
  readonly says: string;
  readonly data: z.ZodObject;
}

/** The published events and their data. Fields may be added; none is removed. */
export const eventCatalog: Readonly<Record<EventType, EventDefinition>> = {
  'delivery.planned': { says: 'A delivery is planned, or planned again.', data: deliveryData },
  'delivery.on_its_way': { says: 'A delivery has left the workshop.', data: deliveryData },
  'delivery.arrived': { says: 'A delivery has arrived at the collège.', data: deliveryData },
  'delivery.installed': { says: 'The lockers of a delivery are installed.', data: deliveryData },
  'delivery.closed': { says: 'Nothing is left to be done of a delivery.', data: deliveryData },
  'delivery.postponed': { says: 'A delivery is put off.', data: deliveryData },
  'delivery.cancelled': { says: 'A delivery will not come.', data: deliveryData },
  'delivery.received': {
    says: 'The collège has signed for a delivery, with or without réserves, or has refused it.',
    data: receiptData,
  },
  'delivery.reserve_noted': { says: 'A réserve is noted, one event for each.', data: reserveData },
  'delivery.reserve_lifted': { says: 'A réserve is lifted.', data: reserveData },
  'declaration.filed': {
    says: 'A collège has declared its needs, or that it needs nothing.',
    data: declarationData,
  },
  'declaration.corrected': {
    says: 'A collège has changed what it declared.',
    data: declarationData,
  },
  'declaration.withdrawn': {
    says: 'A collège has taken its declaration back.',
    data: declarationData,
  },
  'damage.reported': { says: 'A collège reports broken lockers.', data: damageData },
  'damage.moved': {
    says: 'The Département has seen to a damage: `act` says how.',
    data: damageData,
  },
  'damage.followed_up': {
    says: 'The collège says whether a damage is repaired.',
    data: damageData,
  },
  [testEventType]: {
    says: 'The service Éducation tests a subscriber. Answer 2xx and do nothing.',
    data: testData,
  },
};

export const catalogTypes: readonly EventType[] = [...webhookEventTypes, testEventType];

export function eventSchema(type: EventType) {
  const { says, data } = eventCatalog[type];
  return z
    .object({
      type: z.literal(type).describe('What happened.'),
      timestamp: z.iso
        .datetime()
        .describe('When it happened. An attempt has its own time, in `webhook-timestamp`.'),
      data: data.describe('What it happened to, as it stands when the message is made.'),
    })
    .describe(says);
}

/** The events of a change that was stored. */
export function eventsOf(changeEvent: ChangeEvent): readonly WebhookEvent[] {
  switch (changeEvent.kind) {
    case 'declaration':
      return declarationEvents(changeEvent.declaration, changeEvent.previousVersion);
    case 'damage':
      return damageEvents(changeEvent.damage, changeEvent.previousVersion);
    case 'delivery':
      return deliveryEvents(changeEvent.delivery, changeEvent.previousVersion);
    case 'challenge':
    case 'person':
    case 'subscriber':
      return [];
  }
}
