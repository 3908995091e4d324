import type { Day, Instant } from '../domain/dates.ts';
import { isEducation, type KnownPerson } from '../domain/people/person.ts';
import type { WebhookEvent } from '../domain/webhooks/event.ts';
import type { Subscriber } from '../domain/webhooks/subscriber.ts';
import type { Clock, DepartementStore } from './ports.ts';
import type { SubscriberStore, WebhookMessageStore, WebhookQueue } from './webhook-ports.ts';

export interface ReplayDeps {
  readonly subscribers: SubscriberStore;
  readonly webhookMessages: WebhookMessageStore;
  readonly queue: WebhookQueue;
  readonly clock: Pick<Clock, 'now'>;
}

export interface ReplayCommand {
  readonly by: KnownPerson;
  readonly id: string;
}

export type ReplayOutcome =
  | { readonly kind: 'queued' }
  /** How many there are is found out later. */
  | { readonly kind: 'backfilling' }
  /** Nothing is sent to a subscriber that is paused or disabled. */
  | { readonly kind: 'not-active' }
  | { readonly kind: 'forbidden' };

async function findActive(subscribers: SubscriberStore, { by, id }: ReplayCommand) {
  const subscriber = isEducation(by) ? await subscribers.find(id) : undefined;
  if (!subscriber) return { kind: 'forbidden' } as const;
  if (subscriber.state !== 'active') return { kind: 'not-active' } as const;
  return { kind: 'active', subscriber } as const;
}

/** Sends one event again, received or not. */
export type ReplayOne = (
  command: ReplayCommand,
  event: Pick<WebhookEvent, 'id' | 'at'>,
) => Promise<ReplayOutcome>;

export function makeReplayOne({
  subscribers,
  webhookMessages,
  queue,
  clock,
}: ReplayDeps): ReplayOne {
  return async (command, key) => {
    const found = await findActive(subscribers, command);
    if (found.kind !== 'active') return found;
    const webhookMessage = await webhookMessages.find(command.id, key);
    if (!webhookMessage) return { kind: 'forbidden' };
    const { subscriberId, event } = webhookMessage;
    await queue.put([{ subscriberId, event, requestedAt: clock.now().toISOString() }]);
    return { kind: 'queued' };
  };
}

/** Wherever the Département is, its day has begun by then: rather some hours too many than one event too few. */
function beginningOf(day: Day): Instant {
  return new Date(Date.parse(day) - 14 * 3_600_000).toISOString();
}

/** Sends all that failed, or was held during a pause, since that day. */
export type ReplayFailed = (command: ReplayCommand, from: Day) => Promise<ReplayOutcome>;

export function makeReplayFailed({ subscribers, queue, clock }: ReplayDeps): ReplayFailed {
  return async (command, day) => {
    const found = await findActive(subscribers, command);
    if (found.kind !== 'active') return found;
    const from = beginningOf(day);
    const requestedAt = clock.now().toISOString();
    const states = ['failed', 'held'] as const;
    await queue.putBackfills([
      { kind: 'missed', subscriberId: command.id, from, requestedAt, states },
    ]);
    return { kind: 'backfilling' };
  };
}

/** Sends what happened since that day, from the journals of the things themselves. What it has received is not repeated. */
export type BackfillEvents = (command: ReplayCommand, from: Day) => Promise<ReplayOutcome>;

export interface BackfillEventsDeps extends ReplayDeps {
  readonly departement: Pick<DepartementStore, 'register'>;
}

/** One collège at a time is read later: the page answers at once, however many they are. */
export function createEventBackfiller(deps: BackfillEventsDeps): BackfillEvents {
  const { subscribers, queue, departement } = deps;
  return async (command, day) => {
    const found = await findActive(subscribers, command);
    if (found.kind !== 'active') return found;
    const from = beginningOf(day);
    const register = await departement.register();
    await queue.putBackfills(
      register.map(({ uai }) => ({ kind: 'past', subscriberId: command.id, uai, from })),
    );
    return { kind: 'backfilling' };
  };
}

/** Sends an event that means nothing, to see whether it arrives. */
export type TestSubscriber = (command: ReplayCommand) => Promise<ReplayOutcome>;

export interface TestSubscriberDeps extends ReplayDeps {
  readonly makeTestEvent: (subscriber: Subscriber, at: Instant) => WebhookEvent;
}

export function makeTestSubscriber(deps: TestSubscriberDeps): TestSubscriber {
  const { subscribers, queue, clock, makeTestEvent } = deps;
  return async (command) => {
    const found = await findActive(subscribers, command);
    if (found.kind !== 'active') return found;
    const at = clock.now().toISOString();
    const event = makeTestEvent(found.subscriber, at);
    await queue.put([{ subscriberId: command.id, event, requestedAt: at }]);
    return { kind: 'queued' };
  };
}
