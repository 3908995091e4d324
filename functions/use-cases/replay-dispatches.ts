import type { Day, Instant } from '../domain/calendar.ts';
import type { Dispatch } from '../domain/dispatch.ts';
import type { HookEvent } from '../domain/hook-event.ts';
import type { Happening } from '../domain/message.ts';
import { isEducation, type KnownPerson } from '../domain/person.ts';
import { type Subscriber, wants } from '../domain/subscriber.ts';
import type { Uai } from '../domain/uai.ts';
import type {
  Clock,
  DamageStore,
  DeclarationStore,
  DeliveryStore,
  DepartementStore,
} from './ports.ts';
import type { DispatchQueue, DispatchStore, SubscriberStore } from './webhook-ports.ts';

export interface ReplayDeps {
  readonly subscribers: SubscriberStore;
  readonly dispatches: DispatchStore;
  readonly queue: DispatchQueue;
  readonly clock: Pick<Clock, 'now'>;
}

export interface ReplayCommand {
  readonly by: KnownPerson;
  readonly id: string;
}

export type ReplayOutcome =
  | { readonly kind: 'queued'; readonly count: number }
  /** Nothing is sent to a subscriber that is paused or disabled. */
  | { readonly kind: 'not-active' }
  | { readonly kind: 'not-yours' };

async function findActive(subscribers: SubscriberStore, { by, id }: ReplayCommand) {
  const subscriber = isEducation(by) ? await subscribers.find(id) : undefined;
  if (!subscriber) return { kind: 'not-yours' } as const;
  if (subscriber.state !== 'active') return { kind: 'not-active' } as const;
  return { kind: 'active', subscriber } as const;
}

/** Sends one event again, received or not. */
export type ReplayOne = (
  command: ReplayCommand,
  event: Pick<HookEvent, 'id' | 'at'>,
) => Promise<ReplayOutcome>;

export function makeReplayOne({ subscribers, dispatches, queue, clock }: ReplayDeps): ReplayOne {
  return async (command, which) => {
    const found = await findActive(subscribers, command);
    if (found.kind !== 'active') return found;
    const dispatch = await dispatches.find(command.id, which);
    if (!dispatch) return { kind: 'not-yours' };
    const { subscriberId, event } = dispatch;
    await queue.put([{ subscriberId, event, round: clock.now().toISOString() }]);
    return { kind: 'queued', count: 1 };
  };
}

/** Wherever the Département is, its day has begun by then: rather some hours too many than one event too few. */
function beginningOf(day: Day): Instant {
  return new Date(Date.parse(day) - 14 * 3_600_000).toISOString();
}

/** Sends all that failed, or was held during a pause, since that day. */
export type ReplayFailed = (command: ReplayCommand, from: Day) => Promise<ReplayOutcome>;

export function makeReplayFailed(deps: ReplayDeps): ReplayFailed {
  const { subscribers, dispatches, queue, clock } = deps;
  const missed = ({ state }: Dispatch) => state === 'failed' || state === 'held';
  return async (command, from) => {
    const found = await findActive(subscribers, command);
    if (found.kind !== 'active') return found;
    const round = clock.now().toISOString();
    const all = await dispatches.since(command.id, beginningOf(from));
    // The oldest first, as they happened.
    const orders = all
      .filter(missed)
      .map(({ subscriberId, event }) => ({ subscriberId, event, round }))
      .toSorted((a, b) => a.event.at.localeCompare(b.event.at));
    await queue.put(orders);
    return { kind: 'queued', count: orders.length };
  };
}

export interface PastEventsDeps extends ReplayDeps {
  readonly departement: DepartementStore;
  readonly declarations: DeclarationStore;
  readonly damages: DamageStore;
  readonly deliveries: DeliveryStore;
  readonly eventsOf: (happening: Happening) => readonly HookEvent[];
}

/** Sends what happened since that day, from the journals of the things themselves. What it has received is not repeated. */
export type PushPastEvents = (command: ReplayCommand, from: Day) => Promise<ReplayOutcome>;

export function makePushPastEvents(deps: PastEventsDeps): PushPastEvents {
  const { subscribers, queue, departement } = deps;
  return async (command, from) => {
    const found = await findActive(subscribers, command);
    if (found.kind !== 'active') return found;
    const register = await departement.register();
    const events = await Promise.all(register.map(({ uai }) => eventsOfCollege(deps, uai)));
    const orders = events
      .flat()
      .filter((event) => event.at >= beginningOf(from) && wants(found.subscriber, event.type))
      .toSorted((a, b) => a.at.localeCompare(b.at))
      // The first round of each: where it is settled already, the order is void.
      .map((event) => ({ subscriberId: command.id, event, round: event.at }));
    await queue.put(orders);
    return { kind: 'queued', count: orders.length };
  };
}

async function eventsOfCollege(deps: PastEventsDeps, uai: Uai): Promise<readonly HookEvent[]> {
  const { declarations, damages, deliveries, eventsOf } = deps;
  const [filed, reported, planned] = await Promise.all([
    declarations.listOf(uai),
    damages.listOf(uai),
    deliveries.listOf(uai),
  ]);
  return [
    ...filed.flatMap((declaration) => eventsOf({ kind: 'declaration', declaration, since: 0 })),
    ...reported.flatMap((damage) => eventsOf({ kind: 'damage', damage, since: 0 })),
    ...planned.flatMap((delivery) => eventsOf({ kind: 'delivery', delivery, since: 0 })),
  ];
}

/** Sends an event that means nothing, to see whether it arrives. */
export type TestSubscriber = (command: ReplayCommand) => Promise<ReplayOutcome>;

export interface TestSubscriberDeps extends ReplayDeps {
  readonly makeTestEvent: (subscriber: Subscriber, at: Instant) => HookEvent;
}

export function makeTestSubscriber(deps: TestSubscriberDeps): TestSubscriber {
  const { subscribers, queue, clock, makeTestEvent } = deps;
  return async (command) => {
    const found = await findActive(subscribers, command);
    if (found.kind !== 'active') return found;
    const at = clock.now().toISOString();
    const event = makeTestEvent(found.subscriber, at);
    await queue.put([{ subscriberId: command.id, event, round: at }]);
    return { kind: 'queued', count: 1 };
  };
}
