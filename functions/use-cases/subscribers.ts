import { isEducation, type KnownPerson } from '../domain/people/person.ts';
import type { SubscriberHealth } from '../domain/webhooks/message.ts';
import {
  changeSubscriber,
  newSubscriber,
  parseWebhookUrl,
  type Subscriber,
  type SubscriberAct,
  type SubscriberTerms,
  type WebhookPolicy,
  type WebhookUrlParseResult,
} from '../domain/webhooks/subscriber.ts';
import type { Clock } from './ports.ts';
import type {
  SubscriberSecrets,
  SubscriberStore,
  WebhookMessagePage,
  WebhookMessageStore,
  WebhookQueue,
} from './webhook-ports.ts';

export interface SubscriberDeps {
  readonly subscribers: SubscriberStore;
  readonly webhookMessages: Pick<WebhookMessageStore, 'saveHealth'>;
  readonly queue: Pick<WebhookQueue, 'putBackfills'>;
  readonly secrets: SubscriberSecrets;
  readonly clock: Pick<Clock, 'now'>;
  readonly webhookPolicy: WebhookPolicy;
  /** The same id for the same token. */
  readonly subscriberIdFrom: (token: string) => string;
}

export interface SubscriberCommand {
  readonly by: KnownPerson;
  /** Token of the form: the same token twice is one act. */
  readonly idempotencyKey: string;
}

/** Which one, and what they had before their eyes. */
export interface ChangeSubscriberCommand extends SubscriberCommand {
  readonly id: string;
  readonly expectedVersion: number;
}

export type SubscriberOutcome =
  | {
      readonly kind: 'done';
      readonly subscriber: Subscriber;
      /** The new secret, which nobody will be shown again. */
      readonly secret?: string | undefined;
    }
  | { readonly kind: 'bad-url'; readonly why: Exclude<WebhookUrlParseResult['kind'], 'url'> }
  /** Somebody else wrote meanwhile, or it is no more in a state that allows it. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'forbidden' };

export type CreateSubscriber = (
  command: SubscriberCommand,
  terms: SubscriberTerms,
) => Promise<SubscriberOutcome>;

export function makeCreateSubscriber(deps: SubscriberDeps): CreateSubscriber {
  const { subscribers, clock, webhookPolicy, subscriberIdFrom } = deps;
  return async ({ by, idempotencyKey }, terms) => {
    if (!isEducation(by)) return { kind: 'forbidden' };
    const parsed = parseWebhookUrl(terms.url, webhookPolicy);
    if (parsed.kind !== 'url') return { kind: 'bad-url', why: parsed.kind };
    const id = subscriberIdFrom(idempotencyKey);
    const at = clock.now().toISOString();
    const subscriber = newSubscriber(
      id,
      { ...terms, url: parsed.url },
      { at, who: by.name, idempotencyKey },
    );
    if ((await subscribers.save(subscriber)) === 'conflict') return { kind: 'conflict' };
    return doneWithSecret(deps, { ...subscriber, version: 1 });
  };
}

/** What the service Éducation may do with one that there is. */
export type SubscriberStatusUpdate = Extract<
  SubscriberAct,
  'paused' | 'resumed' | 'rotated' | 'disabled'
>;

export type UpdateSubscriberStatus = (
  command: ChangeSubscriberCommand,
  statusUpdate: SubscriberStatusUpdate,
) => Promise<SubscriberOutcome>;

export function createSubscriberStatusUpdater(deps: SubscriberDeps): UpdateSubscriberStatus {
  const change = makeChange(deps);
  return async (command, statusUpdate) => {
    const outcome = await change(command, statusUpdate, (subscriber) => subscriber);
    if (outcome.kind === 'done' && statusUpdate === 'resumed')
      await beginAnew(deps, outcome.subscriber);
    return outcome;
  };
}

/** The first failure is not the end of those before, and what was held goes out, of whatever date it is. */
async function beginAnew({ webhookMessages, queue }: SubscriberDeps, { id, journal }: Subscriber) {
  await webhookMessages.saveHealth(id, {});
  const requestedAt = journal.findLast(({ what }) => what === 'resumed')?.at;
  if (!requestedAt) return;
  await queue.putBackfills([
    { kind: 'missed', subscriberId: id, from: '', requestedAt, states: ['held'] },
  ]);
}

export type EditSubscriber = (
  command: ChangeSubscriberCommand,
  terms: SubscriberTerms,
) => Promise<SubscriberOutcome>;

export function makeEditSubscriber(deps: SubscriberDeps): EditSubscriber {
  const change = makeChange(deps);
  return async (command, terms) => {
    const parsed = parseWebhookUrl(terms.url, deps.webhookPolicy);
    if (parsed.kind !== 'url') return { kind: 'bad-url', why: parsed.kind };
    return change(command, 'changed', (subscriber) => ({
      ...subscriber,
      ...terms,
      url: parsed.url,
    }));
  };
}

function makeChange(deps: SubscriberDeps) {
  const { subscribers, clock } = deps;
  return async (
    { id, by, idempotencyKey, expectedVersion }: ChangeSubscriberCommand,
    what: Exclude<SubscriberAct, 'created'>,
    change: (subscriber: Subscriber) => Subscriber,
  ): Promise<SubscriberOutcome> => {
    const stored = isEducation(by) ? await subscribers.find(id) : undefined;
    if (!stored) return { kind: 'forbidden' };
    const done = (subscriber: Subscriber) =>
      what === 'rotated'
        ? doneWithSecret(deps, subscriber)
        : ({ kind: 'done', subscriber } as const);
    if (stored.lastIdempotencyKey === idempotencyKey) return done(stored);
    if (stored.version !== expectedVersion) return { kind: 'conflict' };
    const act = { at: clock.now().toISOString(), who: by.name, idempotencyKey };
    const changed = changeSubscriber(change(stored), what, act);
    if (!changed || (await subscribers.save(changed)) === 'conflict') return { kind: 'conflict' };
    return done({ ...changed, version: changed.version + 1 });
  };
}

async function doneWithSecret({ secrets }: SubscriberDeps, subscriber: Subscriber) {
  const secret = await secrets.secretOf(subscriber.id, subscriber.secretVersion);
  return { kind: 'done', subscriber, secret } as const;
}

interface ViewSubscribersDeps {
  readonly subscribers: SubscriberStore;
  readonly webhookMessages: WebhookMessageStore;
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

export interface SubscriberFile extends WebhookMessagePage {
  readonly subscriber: Subscriber;
  readonly subscriberHealth: SubscriberHealth;
}

/** One page of what was sent to it; `before` is the `next` of the page before. `undefined`: there is none, or not theirs. */
export type ViewSubscriber = (
  by: KnownPerson,
  id: string,
  before?: string,
) => Promise<SubscriberFile | undefined>;

export function makeViewSubscriber(deps: ViewSubscribersDeps): ViewSubscriber {
  const { subscribers, webhookMessages } = deps;
  return async (by, id, before) => {
    const subscriber = isEducation(by) ? await subscribers.find(id) : undefined;
    if (!subscriber) return undefined;
    const [page, subscriberHealth] = await Promise.all([
      webhookMessages.page(id, before),
      webhookMessages.subscriberHealth(id),
    ]);
    return { ...page, subscriber, subscriberHealth };
  };
}
