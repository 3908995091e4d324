import type { Happening } from '../../domain/notices/message.ts';
import type { HookEvent } from '../../domain/webhooks/hook-event.ts';
import { wants } from '../../domain/webhooks/subscriber.ts';
import type { Announce } from '../notices/announce.ts';
import type { SendOnce } from '../notices/send-once.ts';
import type { DispatchQueue, SubscriberStore } from './webhook-ports.ts';

export interface AnnounceEventsDeps {
  readonly subscribers: Pick<SubscriberStore, 'list'>;
  readonly queue: Pick<DispatchQueue, 'put'>;
  readonly sendOnce: SendOnce;
  readonly eventsOf: (happening: Happening) => readonly HookEvent[];
}

/** Hands what was just written over to the queue, once for each event, and for each subscriber that wants it. */
export function makeAnnounceEvents(deps: AnnounceEventsDeps): Announce {
  const { subscribers, queue, sendOnce, eventsOf } = deps;
  return async (happening) => {
    const events = eventsOf(happening);
    if (events.length === 0) return [];
    const listening = await subscribers.list();
    const heard = events.filter(({ type }) => listening.some((each) => wants(each, type)));
    const reports = await Promise.all(
      heard.map((event) =>
        sendOnce({ noticeId: event.id, recipient: 'webhooks' }, () =>
          queue.put(
            listening
              .filter((each) => wants(each, event.type))
              .map(({ id }) => ({ subscriberId: id, event, round: event.at })),
          ),
        ),
      ),
    );
    return reports.map((report) => ({ ...report, voice: 'proof' }));
  };
}
