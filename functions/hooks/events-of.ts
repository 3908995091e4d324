import type { Happening } from '../domain/notices/message.ts';
import type { HookEvent } from '../domain/webhooks/hook-event.ts';
import { damageEvents } from './events/damage-events.ts';
import { declarationEvents } from './events/declaration-events.ts';
import { deliveryEvents } from './events/delivery-events.ts';

/** What other systems hear of something that was written. */
export function eventsOf(happening: Happening): readonly HookEvent[] {
  switch (happening.kind) {
    case 'declaration':
      return declarationEvents(happening.declaration, happening.since);
    case 'damage':
      return damageEvents(happening.damage, happening.since);
    case 'delivery':
      return deliveryEvents(happening.delivery, happening.since);
    case 'challenge':
    case 'person':
    case 'subscriber':
      return [];
  }
}
