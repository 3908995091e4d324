import * as z from 'zod';
import type { Instant } from '../domain/calendar.ts';
import { type HookEvent, testEventType } from '../domain/webhooks/hook-event.ts';
import type { Subscriber } from '../domain/webhooks/subscriber.ts';
import { hookEventFrom } from './hook-event-from.ts';

export const testData = z.object({
  subscriber: z.string().describe('The id of the subscriber that is tested.'),
});

/** An event that means nothing, each time another. */
export function makeTestEvent(
  { id, version }: Pick<Subscriber, 'id' | 'version'>,
  at: Instant,
): HookEvent {
  return hookEventFrom({
    type: testEventType,
    thing: `subscriber ${id} ${at}`,
    entry: { at, version, what: 'tested' },
    data: { subscriber: id } satisfies z.input<typeof testData>,
  });
}
