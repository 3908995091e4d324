import type { ChangeEvent } from '../domain/notifications/notification.ts';
import type { Uai } from '../domain/uai.ts';
import type { WebhookEvent } from '../domain/webhooks/event.ts';
import {
  type AttemptResult,
  type Backfill,
  isBeyondPatience,
  isFinished,
  isReceived,
  newWebhookMessage,
  nextDelaySeconds,
  type SendJob,
  type SubscriberHealth,
  throttleOf,
  type WebhookMessage,
  withAttempt,
} from '../domain/webhooks/message.ts';
import {
  changeSubscriber,
  type Subscriber,
  signingSecretVersions,
  wants,
} from '../domain/webhooks/subscriber.ts';
import type { NotifyResult } from './notifications.ts';
import type { Clock, DamageStore, DeclarationStore, DeliveryStore } from './ports.ts';
import { type SendOnceDeps, sendOnce } from './send-once.ts';
import type {
  PostWebhook,
  SubscriberSecrets,
  SubscriberStore,
  WebhookMessageStore,
  WebhookQueue,
} from './webhook-ports.ts';

export interface SendWebhookDeps {
  readonly subscribers: SubscriberStore;
  readonly webhookMessages: WebhookMessageStore;
  readonly secrets: SubscriberSecrets;
  readonly post: PostWebhook;
  readonly clock: Pick<Clock, 'now'>;
  /** From 0 to 1. */
  readonly random: () => number;
}

export type SendWebhookResult =
  /** Nothing is left to be done of that order. */
  | { readonly kind: 'done' }
  | { readonly kind: 'retry'; readonly seconds: number }
  /** The last attempt of its round failed. */
  | { readonly kind: 'exhausted' };

export type SendWebhook = (job: SendJob) => Promise<SendWebhookResult>;

/**
 * One attempt at telling one subscriber one event. The order stays on the queue until this says `done`: a run that dies
 * at any point sends again, under the same id.
 */
export function createWebhookSender(deps: SendWebhookDeps): SendWebhook {
  const { subscribers, webhookMessages, clock } = deps;
  const now = () => clock.now().toISOString();

  return async (job) => {
    const { subscriberId, event } = job;
    const [subscriber, stored, subscriberHealth] = await Promise.all([
      subscribers.find(subscriberId),
      webhookMessages.find(subscriberId, event),
      webhookMessages.subscriberHealth(subscriberId),
    ]);
    if (!subscriber || (stored && isFinished(stored, job))) return { kind: 'done' };
    const webhookMessage = begin(stored, job);
    if (subscriber.state !== 'active') {
      const state = subscriber.state === 'paused' ? 'held' : 'failed';
      await webhookMessages.save({ ...webhookMessage, state, nextAt: undefined });
      return { kind: 'done' };
    }
    const wait = waitSeconds([webhookMessage.nextAt, subscriberHealth.throttledUntil], clock.now());
    if (wait > 0) return { kind: 'retry', seconds: wait };

    const at = clock.now();
    const answer = await postTo(deps, subscriber, job);
    const milliseconds = clock.now().getTime() - at.getTime();
    const attempted = withAttempt(webhookMessage, { at: at.toISOString(), milliseconds }, answer);
    return recordAttempt(attempted, { subscriber, subscriberHealth, answer });
  };

  interface Attempted {
    readonly subscriber: Subscriber;
    readonly subscriberHealth: SubscriberHealth;
    readonly answer: AttemptResult;
  }

  async function recordAttempt(
    webhookMessage: WebhookMessage,
    attempted: Attempted,
  ): Promise<SendWebhookResult> {
    const { subscriber, subscriberHealth, answer } = attempted;
    if (isReceived(answer)) {
      // First: a run that dies before the other is sent again, one that dies after it is not.
      if (subscriberHealth.failingSince) await webhookMessages.saveHealth(subscriber.id, {});
      await webhookMessages.save({ ...webhookMessage, state: 'received', nextAt: undefined });
      return { kind: 'done' };
    }
    const failing = await noteFailure(attempted);
    const gone = answer.kind === 'answered' && answer.status === 410;
    if (gone || isBeyondPatience(failing, now())) {
      await disable(subscriber, gone ? 'gone' : 'never-answers');
      await webhookMessages.save({ ...webhookMessage, state: 'failed', nextAt: undefined });
      return { kind: 'done' };
    }
    const seconds = nextDelaySeconds(webhookMessage, answer, deps.random());
    if (seconds === undefined) {
      await webhookMessages.save({ ...webhookMessage, state: 'failed', nextAt: undefined });
      return { kind: 'exhausted' };
    }
    const nextAt = new Date(clock.now().getTime() + seconds * 1000).toISOString();
    await webhookMessages.save({ ...webhookMessage, nextAt });
    return { kind: 'retry', seconds };
  }

  async function noteFailure({
    subscriber,
    subscriberHealth,
    answer,
  }: Attempted): Promise<SubscriberHealth> {
    const throttle = throttleOf(answer);
    const failing: SubscriberHealth = {
      failingSince: subscriberHealth.failingSince ?? now(),
      throttledUntil:
        throttle > 0 ? new Date(clock.now().getTime() + throttle * 1000).toISOString() : undefined,
    };
    await webhookMessages.saveHealth(subscriber.id, failing);
    return failing;
  }

  /** Somebody who changed it at this moment is not overruled: the next failure comes back to it. */
  async function disable(subscriber: Subscriber, why: 'gone' | 'never-answers'): Promise<void> {
    const by = { at: now(), who: '', idempotencyKey: `${why}-${subscriber.version}` };
    const disabled = changeSubscriber(subscriber, why, by);
    if (disabled) await subscribers.save(disabled);
  }
}

/** Another round than the one that is known begins anew, and keeps what was attempted so far. */
function begin(stored: WebhookMessage | undefined, job: SendJob): WebhookMessage {
  if (!stored) return newWebhookMessage(job);
  if (stored.requestedAt === job.requestedAt) return stored;
  return { ...stored, requestedAt: job.requestedAt, state: 'waiting', nextAt: undefined };
}

/** SQS is a little early at times. */
const earlySeconds = 1;

function waitSeconds(until: readonly (string | undefined)[], now: Date): number {
  const last = until.reduce((latest, each) => Math.max(latest, each ? Date.parse(each) : 0), 0);
  const seconds = Math.ceil((last - now.getTime()) / 1000);
  return seconds > earlySeconds ? seconds : 0;
}

async function postTo(
  { secrets, post, clock }: SendWebhookDeps,
  { id, url, ...subscriber }: Subscriber,
  { event }: SendJob,
): Promise<AttemptResult> {
  const at = clock.now();
  const secretVersions = signingSecretVersions({ id, url, ...subscriber }, at.toISOString());
  const signing = await Promise.all(secretVersions.map((each) => secrets.secretOf(id, each)));
  return post({ url, secrets: signing, message: { id: event.id, at, body: event.body } });
}

export interface PublishEventsDeps extends SendOnceDeps {
  readonly subscribers: Pick<SubscriberStore, 'list'>;
  readonly queue: Pick<WebhookQueue, 'put'>;
  readonly eventsOf: (changeEvent: ChangeEvent) => readonly WebhookEvent[];
}

/** Hands what was just written over to the queue, once for each event, and for each subscriber that wants it. */
export function createEventPublisher(deps: PublishEventsDeps) {
  const { subscribers, queue, eventsOf } = deps;
  return async (changeEvent: ChangeEvent): Promise<readonly NotifyResult[]> => {
    const events = eventsOf(changeEvent);
    if (events.length === 0) return [];
    const listening = await subscribers.list();
    const wanted = events.filter(({ type }) => listening.some((each) => wants(each, type)));
    const results = await Promise.all(
      wanted.map((event) =>
        sendOnce(deps, { notificationId: event.id, recipient: 'webhooks' }, () =>
          queue.put(
            listening
              .filter((each) => wants(each, event.type))
              .map(({ id }) => ({ subscriberId: id, event, requestedAt: event.at })),
          ),
        ),
      ),
    );
    return results.map((report) => ({ ...report, notifierKind: 'must-deliver' }));
  };
}

export interface BackfillDeps {
  readonly subscribers: Pick<SubscriberStore, 'find'>;
  readonly webhookMessages: Pick<WebhookMessageStore, 'since'>;
  readonly declarations: Pick<DeclarationStore, 'listOf'>;
  readonly damages: Pick<DamageStore, 'listOf'>;
  readonly deliveries: Pick<DeliveryStore, 'listOf'>;
  readonly queue: Pick<WebhookQueue, 'put'>;
  readonly eventsOf: (changeEvent: ChangeEvent) => readonly WebhookEvent[];
}

/** Puts the orders that a catch-up stands for on the queue. Begun again, it makes the same ones, and they are void. */
export type EnqueueBackfill = (backfill: Backfill) => Promise<void>;

export function createBackfillEnqueuer(deps: BackfillDeps): EnqueueBackfill {
  const { subscribers, webhookMessages, queue } = deps;
  return async (backfill) => {
    const { subscriberId, from } = backfill;
    const subscriber = await subscribers.find(subscriberId);
    if (!subscriber || subscriber.state === 'disabled') return;
    if (backfill.kind === 'missed') {
      const { states, requestedAt } = backfill;
      for await (const some of webhookMessages.since(subscriberId, from)) {
        const missed = some.filter(({ state }) => states.includes(state));
        await queue.put(missed.map(({ event }) => ({ subscriberId, event, requestedAt })));
      }
      return;
    }
    const events = await eventsOfCollege(deps, backfill.uai);
    const jobs = events
      .filter((event) => event.at >= from && wants(subscriber, event.type))
      .toSorted((a, b) => a.at.localeCompare(b.at))
      // The first round of each: where it is settled already, the order is void.
      .map((event) => ({ subscriberId, event, requestedAt: event.at }));
    await queue.put(jobs);
  };
}

async function eventsOfCollege(deps: BackfillDeps, uai: Uai): Promise<readonly WebhookEvent[]> {
  const { declarations, damages, deliveries, eventsOf } = deps;
  const [filed, reported, planned] = await Promise.all([
    declarations.listOf(uai),
    damages.listOf(uai),
    deliveries.listOf(uai),
  ]);
  return [
    ...filed.flatMap((declaration) =>
      eventsOf({ kind: 'declaration', declaration, previousVersion: 0 }),
    ),
    ...reported.flatMap((damage) => eventsOf({ kind: 'damage', damage, previousVersion: 0 })),
    ...planned.flatMap((delivery) => eventsOf({ kind: 'delivery', delivery, previousVersion: 0 })),
  ];
}
