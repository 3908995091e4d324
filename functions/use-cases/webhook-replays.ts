import type { Day, Instant } from '../domain/dates.ts';
import { isEducation, type KnownPerson } from '../domain/people/person.ts';
import type { WebhookEvent } from '../domain/webhooks/event.ts';
import type { Subscriber } from '../domain/webhooks/subscriber.ts';
import type { WebhookDeps } from './webhook-ports.ts';

export interface ReplayCommand {
  readonly by: KnownPerson;
  /** Of the subscriber. */
  readonly id: string;
}

export type ReplayResult =
  | { readonly kind: 'queued' }
  /** The messages are found and enqueued later, by the consumer of the queue. */
  | { readonly kind: 'backfilling' }
  /** Nothing is sent to a subscriber that is paused or disabled. */
  | { readonly kind: 'not-active' }
  | { readonly kind: 'forbidden' };

type ReplayDeps = Pick<WebhookDeps, 'subscribers' | 'webhookQueue' | 'clock'>;

/** Sends one message again, even if it was received. */
export async function replayMessage(
  deps: ReplayDeps & Pick<WebhookDeps, 'webhookMessages'>,
  command: ReplayCommand,
  key: Pick<WebhookEvent, 'id' | 'at'>,
): Promise<ReplayResult> {
  const found = await findActive(deps, command);
  if (found.kind !== 'active') return found;
  const webhookMessage = await deps.webhookMessages.find(command.id, key);
  if (!webhookMessage) return { kind: 'forbidden' };
  const { subscriberId, event } = webhookMessage;
  await deps.webhookQueue.put([{ subscriberId, event, requestedAt: nowOf(deps) }]);
  return { kind: 'queued' };
}

/** Sends again the messages of events since that day that failed, or that a pause held back. */
export async function replayFailedMessages(
  deps: ReplayDeps,
  command: ReplayCommand,
  since: Day,
): Promise<ReplayResult> {
  const found = await findActive(deps, command);
  if (found.kind !== 'active') return found;
  await deps.webhookQueue.putBackfills([
    {
      kind: 'missed',
      subscriberId: command.id,
      from: startOf(since),
      requestedAt: nowOf(deps),
      states: ['failed', 'held'],
    },
  ]);
  return { kind: 'backfilling' };
}

/**
 * Sends the events since that day, rebuilt from the journals, except those the subscriber has received already. Enqueues one
 * backfill for each collège and reads no journal: the page answers at once, however many collèges there are.
 */
export async function backfillEvents(
  deps: Pick<WebhookDeps, 'subscribers' | 'webhookQueue' | 'departement'>,
  command: ReplayCommand,
  since: Day,
): Promise<ReplayResult> {
  const found = await findActive(deps, command);
  if (found.kind !== 'active') return found;
  const from = startOf(since);
  const register = await deps.departement.register();
  await deps.webhookQueue.putBackfills(
    register.map(({ uai }) => ({ kind: 'past', subscriberId: command.id, uai, from })),
  );
  return { kind: 'backfilling' };
}

/** Sends an event without content, for the subscriber to check that it receives. */
export async function sendTestEvent(
  deps: ReplayDeps & Pick<WebhookDeps, 'createTestEvent'>,
  command: ReplayCommand,
): Promise<ReplayResult> {
  const found = await findActive(deps, command);
  if (found.kind !== 'active') return found;
  const at = nowOf(deps);
  const event = deps.createTestEvent(found.subscriber, at);
  await deps.webhookQueue.put([{ subscriberId: command.id, event, requestedAt: at }]);
  return { kind: 'queued' };
}

async function findActive(
  { subscribers }: Pick<WebhookDeps, 'subscribers'>,
  { by, id }: ReplayCommand,
): Promise<
  | { readonly kind: 'active'; readonly subscriber: Subscriber }
  | Extract<ReplayResult, { readonly kind: 'forbidden' | 'not-active' }>
> {
  const subscriber = isEducation(by) ? await subscribers.find(id) : undefined;
  if (!subscriber) return { kind: 'forbidden' };
  if (subscriber.state !== 'active') return { kind: 'not-active' };
  return { kind: 'active', subscriber };
}

const nowOf = ({ clock }: Pick<WebhookDeps, 'clock'>): Instant => clock.now().toISOString();

/** 14 hours before the day begins in UTC: it has not begun earlier in any time zone. Extra events do no harm, missing ones would. */
function startOf(day: Day): Instant {
  return new Date(Date.parse(day) - 14 * 3_600_000).toISOString();
}
