import type { Instant } from '../domain/dates.ts';
import type { ChangeEvent } from '../domain/notifications/notification.ts';
import type { Uai } from '../domain/uai.ts';
import type { WebhookEvent } from '../domain/webhooks/event.ts';
import {
  type AttemptResult,
  type Backfill,
  hasFailedTooLong,
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
import { type Subscriber, signingSecretVersions, wants } from '../domain/webhooks/subscriber.ts';
import type { NotifyResult } from './notifications.ts';
import type { Clock } from './ports.ts';
import { type SendOnceDeps, sendOnce } from './send-once.ts';
import { disableFailing } from './subscribers.ts';
import type { WebhookDeps } from './webhook-ports.ts';

export type SendWebhookDeps = Pick<
  WebhookDeps,
  'subscribers' | 'webhookMessages' | 'subscriberSecrets' | 'postWebhook' | 'clock' | 'random'
>;

export type SendWebhookResult =
  /** Nothing is left to do for this job. */
  | { readonly kind: 'done' }
  | { readonly kind: 'retry'; readonly seconds: number }
  /** The last attempt of this job failed. */
  | { readonly kind: 'exhausted' };

/**
 * Makes one attempt to send one event to one subscriber. The job stays on the queue until the result is `done` or
 * `exhausted`: after a crash at any point the event is sent again, under the same id.
 */
export async function sendWebhook(deps: SendWebhookDeps, job: SendJob): Promise<SendWebhookResult> {
  const { subscribers, webhookMessages, clock } = deps;
  const { subscriberId, event } = job;
  const [subscriber, stored, subscriberHealth] = await Promise.all([
    subscribers.find(subscriberId),
    webhookMessages.find(subscriberId, event),
    webhookMessages.subscriberHealth(subscriberId),
  ]);
  if (!subscriber || (stored && isFinished(stored, job))) return { kind: 'done' };
  const webhookMessage = messageFor(stored, job);
  if (subscriber.state !== 'active') {
    await finish(deps, webhookMessage, subscriber.state === 'paused' ? 'held' : 'failed');
    return { kind: 'done' };
  }
  const wait = waitSeconds([webhookMessage.nextAt, subscriberHealth.throttledUntil], clock.now());
  if (wait > 0) return { kind: 'retry', seconds: wait };

  const at = clock.now();
  const result = await post(deps, subscriber, event);
  const milliseconds = clock.now().getTime() - at.getTime();
  return recordAttempt(deps, {
    webhookMessage: withAttempt(webhookMessage, { at: at.toISOString(), milliseconds }, result),
    ...{ subscriber, subscriberHealth, result },
  });
}

interface Attempted {
  readonly webhookMessage: WebhookMessage;
  readonly subscriber: Subscriber;
  readonly subscriberHealth: SubscriberHealth;
  readonly result: AttemptResult;
}

async function recordAttempt(
  deps: SendWebhookDeps,
  { webhookMessage, subscriber, subscriberHealth, result }: Attempted,
): Promise<SendWebhookResult> {
  const { webhookMessages, clock, random } = deps;
  if (isReceived(result)) {
    // Before the message: once the message is `received`, no later run would clear the failures.
    if (subscriberHealth.failingSince) await webhookMessages.saveHealth(subscriber.id, {});
    await finish(deps, webhookMessage, 'received');
    return { kind: 'done' };
  }
  const failing = failingHealth(subscriberHealth, result, clock);
  await webhookMessages.saveHealth(subscriber.id, failing);
  const isGone = result.kind === 'answered' && result.status === 410;
  if (isGone || hasFailedTooLong(failing, clock.now().toISOString())) {
    await disableFailing(deps, subscriber, isGone ? 'gone' : 'never-answers');
    await finish(deps, webhookMessage, 'failed');
    return { kind: 'done' };
  }
  const seconds = nextDelaySeconds(webhookMessage, result, random());
  if (seconds === undefined) {
    await finish(deps, webhookMessage, 'failed');
    return { kind: 'exhausted' };
  }
  await webhookMessages.save({ ...webhookMessage, nextAt: instantIn(seconds, clock) });
  return { kind: 'retry', seconds };
}

function finish(
  { webhookMessages }: Pick<WebhookDeps, 'webhookMessages'>,
  webhookMessage: WebhookMessage,
  state: Exclude<WebhookMessage['state'], 'waiting'>,
) {
  return webhookMessages.save({ ...webhookMessage, state, nextAt: undefined });
}

function failingHealth(
  { failingSince }: SubscriberHealth,
  result: AttemptResult,
  clock: Clock,
): SubscriberHealth {
  const throttle = throttleOf(result);
  return {
    failingSince: failingSince ?? clock.now().toISOString(),
    throttledUntil: throttle > 0 ? instantIn(throttle, clock) : undefined,
  };
}

function instantIn(seconds: number, clock: Clock): Instant {
  return new Date(clock.now().getTime() + seconds * 1000).toISOString();
}

/** A replay starts the retry schedule again and keeps the earlier attempts. */
function messageFor(stored: WebhookMessage | undefined, job: SendJob): WebhookMessage {
  if (!stored) return newWebhookMessage(job);
  if (stored.requestedAt === job.requestedAt) return stored;
  return { ...stored, requestedAt: job.requestedAt, state: 'waiting', nextAt: undefined };
}

/** SQS sometimes delivers a message slightly before its visibility timeout ends. */
const earlySeconds = 1;

function waitSeconds(until: readonly (Instant | undefined)[], now: Date): number {
  const last = until.reduce((latest, each) => Math.max(latest, each ? Date.parse(each) : 0), 0);
  const seconds = Math.ceil((last - now.getTime()) / 1000);
  return seconds > earlySeconds ? seconds : 0;
}

async function post(
  { subscriberSecrets, postWebhook, clock }: SendWebhookDeps,
  subscriber: Subscriber,
  { id, body }: WebhookEvent,
): Promise<AttemptResult> {
  const at = clock.now();
  const secrets = await Promise.all(
    signingSecretVersions(subscriber, at.toISOString()).map((version) =>
      subscriberSecrets.secretOf(subscriber.id, version),
    ),
  );
  return postWebhook({ url: subscriber.url, secrets, message: { id, at, body } });
}

export interface PublishEventsDeps
  extends SendOnceDeps,
    Pick<WebhookDeps, 'subscribers' | 'webhookQueue' | 'eventsOf'> {}

/** Enqueues the events of a change, once each, for every subscriber that wants them. */
export async function publishEvents(
  deps: PublishEventsDeps,
  changeEvent: ChangeEvent,
): Promise<readonly NotifyResult[]> {
  const { subscribers, webhookQueue, eventsOf } = deps;
  const events = eventsOf(changeEvent);
  if (events.length === 0) return [];
  const all = await subscribers.list();
  const results = await Promise.all(
    events.flatMap((event) => {
      const jobs = all
        .filter((subscriber) => wants(subscriber, event.type))
        .map(({ id }) => ({ subscriberId: id, event, requestedAt: event.at }));
      if (jobs.length === 0) return [];
      return sendOnce(deps, { notificationId: event.id, recipient: 'webhooks' }, () =>
        webhookQueue.put(jobs),
      );
    }),
  );
  return results.map((result) => ({ ...result, notifierKind: 'must-deliver' }));
}

export type BackfillDeps = Pick<
  WebhookDeps,
  | 'subscribers'
  | 'webhookMessages'
  | 'webhookQueue'
  | 'declarations'
  | 'damages'
  | 'deliveries'
  | 'eventsOf'
>;

/** Enqueues the jobs of a backfill. Run twice, it enqueues the same jobs; the second ones find their messages finished. */
export async function enqueueBackfill(deps: BackfillDeps, backfill: Backfill): Promise<void> {
  const subscriber = await deps.subscribers.find(backfill.subscriberId);
  if (!subscriber || subscriber.state === 'disabled') return;
  switch (backfill.kind) {
    case 'missed':
      return enqueueMissed(deps, backfill);
    case 'past':
      return enqueuePast(deps, subscriber, backfill);
  }
}

async function enqueueMissed(
  { webhookMessages, webhookQueue }: Pick<WebhookDeps, 'webhookMessages' | 'webhookQueue'>,
  { subscriberId, from, states, requestedAt }: Extract<Backfill, { readonly kind: 'missed' }>,
): Promise<void> {
  for await (const batch of webhookMessages.since(subscriberId, from)) {
    const missed = batch.filter(({ state }) => states.includes(state));
    await webhookQueue.put(missed.map(({ event }) => ({ subscriberId, event, requestedAt })));
  }
}

async function enqueuePast(
  deps: BackfillDeps,
  subscriber: Subscriber,
  { subscriberId, from, uai }: Extract<Backfill, { readonly kind: 'past' }>,
): Promise<void> {
  const events = await eventsOfCollege(deps, uai);
  const jobs = events
    .filter((event) => event.at >= from && wants(subscriber, event.type))
    .toSorted((a, b) => a.at.localeCompare(b.at))
    // As when the event was first published: a message that is finished already is not sent again.
    .map((event) => ({ subscriberId, event, requestedAt: event.at }));
  await deps.webhookQueue.put(jobs);
}

async function eventsOfCollege(
  { declarations, damages, deliveries, eventsOf }: BackfillDeps,
  uai: Uai,
): Promise<readonly WebhookEvent[]> {
  const [ofDeclarations, ofDamages, ofDeliveries] = await Promise.all([
    declarations.listOf(uai),
    damages.listOf(uai),
    deliveries.listOf(uai),
  ]);
  return [
    ...ofDeclarations.flatMap((declaration) =>
      eventsOf({ kind: 'declaration', declaration, previousVersion: 0 }),
    ),
    ...ofDamages.flatMap((damage) => eventsOf({ kind: 'damage', damage, previousVersion: 0 })),
    ...ofDeliveries.flatMap((delivery) =>
      eventsOf({ kind: 'delivery', delivery, previousVersion: 0 }),
    ),
  ];
}
