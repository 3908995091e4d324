import type { Happening } from '../domain/notifications/notification.ts';
import type { Uai } from '../domain/uai.ts';
import type { HookEvent } from '../domain/webhooks/event.ts';
import {
  type Answer,
  type CatchUp,
  type Dispatch,
  type DispatchOrder,
  type Health,
  isBeyondPatience,
  isReceived,
  isSettled,
  newDispatch,
  nextDelaySeconds,
  throttleOf,
  withAttempt,
} from '../domain/webhooks/message.ts';
import {
  changeSubscriber,
  type Subscriber,
  signingGenerations,
  wants,
} from '../domain/webhooks/subscriber.ts';
import type { Announce } from './notifications.ts';
import type { Clock, DamageStore, DeclarationStore, DeliveryStore } from './ports.ts';
import type { SendOnce } from './send-once.ts';
import type {
  DispatchQueue,
  DispatchStore,
  PostWebhook,
  SubscriberSecrets,
  SubscriberStore,
} from './webhook-ports.ts';

export interface SendDispatchDeps {
  readonly subscribers: SubscriberStore;
  readonly dispatches: DispatchStore;
  readonly secrets: SubscriberSecrets;
  readonly post: PostWebhook;
  readonly clock: Pick<Clock, 'now'>;
  /** From 0 to 1. */
  readonly random: () => number;
}

export type SendOutcome =
  /** Nothing is left to be done of that order. */
  | { readonly kind: 'done' }
  | { readonly kind: 'later'; readonly seconds: number }
  /** The last attempt of its round failed. */
  | { readonly kind: 'exhausted' };

export type SendDispatch = (order: DispatchOrder) => Promise<SendOutcome>;

/**
 * One attempt at telling one subscriber one event. The order stays on the queue until this says `done`: a run that dies
 * at any point sends again, under the same id.
 */
export function makeSendDispatch(deps: SendDispatchDeps): SendDispatch {
  const { subscribers, dispatches, clock } = deps;
  const now = () => clock.now().toISOString();

  return async (order) => {
    const { subscriberId, event } = order;
    const [subscriber, stored, health] = await Promise.all([
      subscribers.find(subscriberId),
      dispatches.find(subscriberId, event),
      dispatches.health(subscriberId),
    ]);
    if (!subscriber || (stored && isSettled(stored, order))) return { kind: 'done' };
    const dispatch = begin(stored, order);
    if (subscriber.state !== 'active') {
      const state = subscriber.state === 'paused' ? 'held' : 'failed';
      await dispatches.save({ ...dispatch, state, nextAt: undefined });
      return { kind: 'done' };
    }
    const wait = waitSeconds([dispatch.nextAt, health.throttledUntil], clock.now());
    if (wait > 0) return { kind: 'later', seconds: wait };

    const at = clock.now();
    const answer = await postTo(deps, subscriber, order);
    const milliseconds = clock.now().getTime() - at.getTime();
    const attempted = withAttempt(dispatch, { at: at.toISOString(), milliseconds }, answer);
    return settle(attempted, { subscriber, health, answer });
  };

  interface Attempted {
    readonly subscriber: Subscriber;
    readonly health: Health;
    readonly answer: Answer;
  }

  async function settle(dispatch: Dispatch, attempted: Attempted): Promise<SendOutcome> {
    const { subscriber, health, answer } = attempted;
    if (isReceived(answer)) {
      // First: a run that dies before the other is sent again, one that dies after it is not.
      if (health.failingSince) await dispatches.noteHealth(subscriber.id, {});
      await dispatches.save({ ...dispatch, state: 'received', nextAt: undefined });
      return { kind: 'done' };
    }
    const failing = await noteFailure(attempted);
    const gone = answer.kind === 'answered' && answer.status === 410;
    if (gone || isBeyondPatience(failing, now())) {
      await disable(subscriber, gone ? 'gone' : 'never-answers');
      await dispatches.save({ ...dispatch, state: 'failed', nextAt: undefined });
      return { kind: 'done' };
    }
    const seconds = nextDelaySeconds(dispatch, answer, deps.random());
    if (seconds === undefined) {
      await dispatches.save({ ...dispatch, state: 'failed', nextAt: undefined });
      return { kind: 'exhausted' };
    }
    const nextAt = new Date(clock.now().getTime() + seconds * 1000).toISOString();
    await dispatches.save({ ...dispatch, nextAt });
    return { kind: 'later', seconds };
  }

  async function noteFailure({ subscriber, health, answer }: Attempted): Promise<Health> {
    const throttle = throttleOf(answer);
    const failing: Health = {
      failingSince: health.failingSince ?? now(),
      throttledUntil:
        throttle > 0 ? new Date(clock.now().getTime() + throttle * 1000).toISOString() : undefined,
    };
    await dispatches.noteHealth(subscriber.id, failing);
    return failing;
  }

  /** Somebody who changed it at this moment is not overruled: the next failure comes back to it. */
  async function disable(subscriber: Subscriber, why: 'gone' | 'never-answers'): Promise<void> {
    const by = { at: now(), who: '', opening: `${why}-${subscriber.version}` };
    const disabled = changeSubscriber(subscriber, why, by);
    if (disabled) await subscribers.save(disabled);
  }
}

/** Another round than the one that is known begins anew, and keeps what was attempted so far. */
function begin(stored: Dispatch | undefined, order: DispatchOrder): Dispatch {
  if (!stored) return newDispatch(order);
  if (stored.round === order.round) return stored;
  return { ...stored, round: order.round, state: 'waiting', nextAt: undefined };
}

/** SQS is a little early at times. */
const earlySeconds = 1;

function waitSeconds(until: readonly (string | undefined)[], now: Date): number {
  const last = until.reduce((latest, each) => Math.max(latest, each ? Date.parse(each) : 0), 0);
  const seconds = Math.ceil((last - now.getTime()) / 1000);
  return seconds > earlySeconds ? seconds : 0;
}

async function postTo(
  { secrets, post, clock }: SendDispatchDeps,
  { id, url, ...subscriber }: Subscriber,
  { event }: DispatchOrder,
): Promise<Answer> {
  const at = clock.now();
  const generations = signingGenerations({ id, url, ...subscriber }, at.toISOString());
  const signing = await Promise.all(generations.map((each) => secrets.secretOf(id, each)));
  return post({ url, secrets: signing, message: { id: event.id, at, body: event.body } });
}

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

export interface CatchUpDeps {
  readonly subscribers: Pick<SubscriberStore, 'find'>;
  readonly dispatches: Pick<DispatchStore, 'since'>;
  readonly declarations: Pick<DeclarationStore, 'listOf'>;
  readonly damages: Pick<DamageStore, 'listOf'>;
  readonly deliveries: Pick<DeliveryStore, 'listOf'>;
  readonly queue: Pick<DispatchQueue, 'put'>;
  readonly eventsOf: (happening: Happening) => readonly HookEvent[];
}

/** Puts the orders that a catch-up stands for on the queue. Begun again, it makes the same ones, and they are void. */
export type MakeOrders = (catchUp: CatchUp) => Promise<void>;

export function makeMakeOrders(deps: CatchUpDeps): MakeOrders {
  const { subscribers, dispatches, queue } = deps;
  return async (catchUp) => {
    const { subscriberId, from } = catchUp;
    const subscriber = await subscribers.find(subscriberId);
    if (!subscriber || subscriber.state === 'disabled') return;
    if (catchUp.kind === 'missed') {
      const { states, round } = catchUp;
      for await (const some of dispatches.since(subscriberId, from)) {
        const missed = some.filter(({ state }) => states.includes(state));
        await queue.put(missed.map(({ event }) => ({ subscriberId, event, round })));
      }
      return;
    }
    const events = await eventsOfCollege(deps, catchUp.uai);
    const orders = events
      .filter((event) => event.at >= from && wants(subscriber, event.type))
      .toSorted((a, b) => a.at.localeCompare(b.at))
      // The first round of each: where it is settled already, the order is void.
      .map((event) => ({ subscriberId, event, round: event.at }));
    await queue.put(orders);
  };
}

async function eventsOfCollege(deps: CatchUpDeps, uai: Uai): Promise<readonly HookEvent[]> {
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
