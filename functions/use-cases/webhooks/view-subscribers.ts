import { isEducation, type KnownPerson } from '../../domain/people/person.ts';
import type { Health } from '../../domain/webhooks/dispatch.ts';
import type { Subscriber } from '../../domain/webhooks/subscriber.ts';
import type { DispatchPage, DispatchStore, SubscriberStore } from './webhook-ports.ts';

interface ViewSubscribersDeps {
  readonly subscribers: SubscriberStore;
  readonly dispatches: DispatchStore;
}

/** `undefined`: not of the service Éducation. */
export type ViewSubscribers = (by: KnownPerson) => Promise<readonly Subscriber[] | undefined>;

export function makeViewSubscribers({ subscribers }: ViewSubscribersDeps): ViewSubscribers {
  return async (by) => {
    if (!isEducation(by)) return undefined;
    const all = await subscribers.list();
    return all.toSorted((a, b) => a.name.localeCompare(b.name, 'fr'));
  };
}

export interface SubscriberFile extends DispatchPage {
  readonly subscriber: Subscriber;
  readonly health: Health;
}

/** One page of what was sent to it; `before` is the `next` of the page before. `undefined`: there is none, or not theirs. */
export type ViewSubscriber = (
  by: KnownPerson,
  id: string,
  before?: string,
) => Promise<SubscriberFile | undefined>;

export function makeViewSubscriber(deps: ViewSubscribersDeps): ViewSubscriber {
  const { subscribers, dispatches } = deps;
  return async (by, id, before) => {
    const subscriber = isEducation(by) ? await subscribers.find(id) : undefined;
    if (!subscriber) return undefined;
    const [page, health] = await Promise.all([dispatches.page(id, before), dispatches.health(id)]);
    return { ...page, subscriber, health };
  };
}
