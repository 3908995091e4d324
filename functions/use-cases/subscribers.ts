import { isEducation, type KnownPerson } from '../domain/people/person.ts';
import type { SubscriberHealth } from '../domain/webhooks/message.ts';
import {
  changeSubscriber,
  newSubscriber,
  parseWebhookUrl,
  type Subscriber,
  type SubscriberAct,
  type SubscriberTerms,
  type WebhookUrlParseResult,
} from '../domain/webhooks/subscriber.ts';
import { changeStored } from './change.ts';
import type { WebhookDeps, WebhookMessagePage } from './webhook-ports.ts';

export interface SubscriberCommand {
  readonly by: KnownPerson;
  /** Token of the form: the same token twice is one act. */
  readonly idempotencyKey: string;
}

export interface ChangeSubscriberCommand extends SubscriberCommand {
  readonly id: string;
  /** The version that the author saw. */
  readonly expectedVersion: number;
}

interface SubscriberChanged {
  readonly kind: 'done';
  readonly subscriber: Subscriber;
  /** The new signing secret, where the act made one. It is shown once. */
  readonly secret?: string | undefined;
}

interface BadUrl {
  readonly kind: 'bad-url';
  readonly why: Exclude<WebhookUrlParseResult['kind'], 'url'>;
}

export type ChangeSubscriberResult =
  | SubscriberChanged
  /** The subscriber changed since the author looked. */
  | { readonly kind: 'conflict' }
  /** The state of the subscriber refuses the act. */
  | { readonly kind: 'invalid-transition' }
  /** Not of the service Éducation, or no such subscriber. */
  | { readonly kind: 'forbidden' };

export type CreateSubscriberResult =
  | Exclude<ChangeSubscriberResult, { readonly kind: 'invalid-transition' }>
  | BadUrl;

export type EditSubscriberResult = ChangeSubscriberResult | BadUrl;

/** The acts of the service Éducation that change nothing but the state or the secret. */
export type SubscriberStatusUpdate = Extract<
  SubscriberAct,
  'paused' | 'resumed' | 'rotated' | 'disabled'
>;

type ChangeSubscriberDeps = Pick<WebhookDeps, 'subscribers' | 'subscriberSecrets' | 'clock'>;

export async function createSubscriber(
  deps: ChangeSubscriberDeps & Pick<WebhookDeps, 'webhookPolicy' | 'subscriberIdFrom'>,
  { by, idempotencyKey }: SubscriberCommand,
  terms: SubscriberTerms,
): Promise<CreateSubscriberResult> {
  if (!isEducation(by)) return { kind: 'forbidden' };
  const parsed = parseWebhookUrl(terms.url, deps.webhookPolicy);
  if (parsed.kind !== 'url') return { kind: 'bad-url', why: parsed.kind };
  const id = deps.subscriberIdFrom(idempotencyKey);
  const act = { at: deps.clock.now().toISOString(), who: by.name, idempotencyKey };
  const subscriber = newSubscriber(id, { ...terms, url: parsed.url }, act);
  if ((await deps.subscribers.save(subscriber)) === 'conflict') return { kind: 'conflict' };
  return withSecret(deps, { ...subscriber, version: 1 });
}

/** Changes the name, the URL or the event types. */
export async function editSubscriber(
  deps: ChangeSubscriberDeps & Pick<WebhookDeps, 'webhookPolicy'>,
  command: ChangeSubscriberCommand,
  terms: SubscriberTerms,
): Promise<EditSubscriberResult> {
  const parsed = parseWebhookUrl(terms.url, deps.webhookPolicy);
  if (parsed.kind !== 'url') return { kind: 'bad-url', why: parsed.kind };
  return change(deps, command, {
    what: 'changed',
    edit: (subscriber) => ({ ...subscriber, ...terms, url: parsed.url }),
  });
}

/** Pauses, resumes or disables a subscriber, or rotates its secret. */
export async function updateSubscriberStatus(
  deps: ChangeSubscriberDeps & Pick<WebhookDeps, 'webhookMessages' | 'webhookQueue'>,
  command: ChangeSubscriberCommand,
  what: SubscriberStatusUpdate,
): Promise<ChangeSubscriberResult> {
  const result = await change(deps, command, { what });
  if (result.kind === 'done' && what === 'resumed') await restartSending(deps, result.subscriber);
  return result;
}

/** Forgets earlier failures, and enqueues every held message, whatever its date. */
async function restartSending(
  { webhookMessages, webhookQueue }: Pick<WebhookDeps, 'webhookMessages' | 'webhookQueue'>,
  { id, journal }: Subscriber,
): Promise<void> {
  await webhookMessages.saveHealth(id, {});
  const requestedAt = journal.findLast(({ what }) => what === 'resumed')?.at;
  if (!requestedAt) return;
  await webhookQueue.putBackfills([
    { kind: 'missed', subscriberId: id, from: '', requestedAt, states: ['held'] },
  ]);
}

interface SubscriberChange {
  readonly what: Exclude<SubscriberAct, 'created'>;
  readonly edit?: (subscriber: Subscriber) => Subscriber;
}

async function change(
  deps: ChangeSubscriberDeps,
  { id, by, idempotencyKey, expectedVersion }: ChangeSubscriberCommand,
  { what, edit = (subscriber) => subscriber }: SubscriberChange,
): Promise<ChangeSubscriberResult> {
  if (!isEducation(by)) return { kind: 'forbidden' };
  const act = { at: deps.clock.now().toISOString(), who: by.name, idempotencyKey };
  const result = await changeStored({
    find: () => deps.subscribers.find(id),
    save: deps.subscribers.save,
    apply: (stored) => changeSubscriber(edit(stored), what, act),
    idempotencyKey,
    expectedVersion,
    versionOf: ({ version }) => version,
  });
  switch (result.kind) {
    case 'missing':
      return { kind: 'forbidden' };
    case 'conflict':
    case 'invalid-transition':
      return { kind: result.kind };
    case 'done':
      return what === 'rotated'
        ? withSecret(deps, result.value)
        : { kind: 'done', subscriber: result.value };
  }
}

/**
 * Disables a subscriber that answered 410 or has not received anything for days. A person who changes the subscriber at the
 * same time prevails: the next failure tries again.
 */
export async function disableFailing(
  { subscribers, clock }: Pick<WebhookDeps, 'subscribers' | 'clock'>,
  { id, version }: Subscriber,
  why: 'gone' | 'never-answers',
): Promise<void> {
  const idempotencyKey = `${why}-${version}`;
  const act = { at: clock.now().toISOString(), who: '', idempotencyKey };
  await changeStored({
    find: () => subscribers.find(id),
    save: subscribers.save,
    apply: (stored) => changeSubscriber(stored, why, act),
    idempotencyKey,
    expectedVersion: version,
    versionOf: (stored) => stored.version,
  });
}

async function withSecret(
  { subscriberSecrets }: Pick<WebhookDeps, 'subscriberSecrets'>,
  subscriber: Subscriber,
): Promise<SubscriberChanged> {
  const secret = await subscriberSecrets.secretOf(subscriber.id, subscriber.secretVersion);
  return { kind: 'done', subscriber, secret };
}

/** All the subscribers, by name; `undefined` for a person who is not of the service Éducation. */
export async function viewSubscribers(
  { subscribers }: Pick<WebhookDeps, 'subscribers'>,
  by: KnownPerson,
): Promise<readonly Subscriber[] | undefined> {
  if (!isEducation(by)) return undefined;
  const all = await subscribers.list();
  return all.toSorted((a, b) => a.name.localeCompare(b.name, 'fr'));
}

export interface SubscriberFile extends WebhookMessagePage {
  readonly subscriber: Subscriber;
  readonly subscriberHealth: SubscriberHealth;
}

/**
 * A subscriber and one page of its messages; `before` is the `next` of the previous page. `undefined`: no such subscriber, or
 * a person who is not of the service Éducation.
 */
export async function viewSubscriber(
  { subscribers, webhookMessages }: Pick<WebhookDeps, 'subscribers' | 'webhookMessages'>,
  by: KnownPerson,
  { id, before }: { readonly id: string; readonly before?: string | undefined },
): Promise<SubscriberFile | undefined> {
  const subscriber = isEducation(by) ? await subscribers.find(id) : undefined;
  if (!subscriber) return undefined;
  const [page, subscriberHealth] = await Promise.all([
    webhookMessages.page(id, before),
    webhookMessages.subscriberHealth(id),
  ]);
  return { ...page, subscriber, subscriberHealth };
}
