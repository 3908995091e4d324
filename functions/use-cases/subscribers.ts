import { isEducation, type KnownPerson } from '../domain/people/person.ts';
import type { Health } from '../domain/webhooks/message.ts';
import {
  changeSubscriber,
  newSubscriber,
  readWebhookUrl,
  type Subscriber,
  type SubscriberAct,
  type SubscriberTerms,
  type WebhookPolicy,
  type WebhookUrlReading,
} from '../domain/webhooks/subscriber.ts';
import type { Clock } from './ports.ts';
import type {
  DispatchPage,
  DispatchQueue,
  DispatchStore,
  SubscriberSecrets,
  SubscriberStore,
} from './webhook-ports.ts';

export interface SubscriberDeps {
  readonly subscribers: SubscriberStore;
  readonly dispatches: Pick<DispatchStore, 'noteHealth'>;
  readonly queue: Pick<DispatchQueue, 'putCatchUps'>;
  readonly secrets: SubscriberSecrets;
  readonly clock: Pick<Clock, 'now'>;
  readonly webhookPolicy: WebhookPolicy;
  /** The same id for the same token. */
  readonly subscriberIdFrom: (token: string) => string;
}

export interface SubscriberCommand {
  readonly by: KnownPerson;
  /** Token of the form: the same token twice is one act. */
  readonly opening: string;
}

/** Which one, and what they had before their eyes. */
export interface ChangeSubscriberCommand extends SubscriberCommand {
  readonly id: string;
  readonly seenVersion: number;
}

export type SubscriberOutcome =
  | {
      readonly kind: 'done';
      readonly subscriber: Subscriber;
      /** The new secret, which nobody will be shown again. */
      readonly secret?: string | undefined;
    }
  | { readonly kind: 'bad-url'; readonly why: Exclude<WebhookUrlReading['kind'], 'url'> }
  /** Somebody else wrote meanwhile, or it is no more in a state that allows it. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'not-yours' };

export type CreateSubscriber = (
  command: SubscriberCommand,
  terms: SubscriberTerms,
) => Promise<SubscriberOutcome>;

export function makeCreateSubscriber(deps: SubscriberDeps): CreateSubscriber {
  const { subscribers, clock, webhookPolicy, subscriberIdFrom } = deps;
  return async ({ by, opening }, terms) => {
    if (!isEducation(by)) return { kind: 'not-yours' };
    const reading = readWebhookUrl(terms.url, webhookPolicy);
    if (reading.kind !== 'url') return { kind: 'bad-url', why: reading.kind };
    const id = subscriberIdFrom(opening);
    const at = clock.now().toISOString();
    const subscriber = newSubscriber(
      id,
      { ...terms, url: reading.url },
      { at, who: by.name, opening },
    );
    if ((await subscribers.save(subscriber)) === 'stale') return { kind: 'stale' };
    return doneWithSecret(deps, { ...subscriber, version: 1 });
  };
}

/** What the service Éducation may do with one that there is. */
export type SubscriberMove = Extract<SubscriberAct, 'paused' | 'resumed' | 'rotated' | 'disabled'>;

export type MoveSubscriber = (
  command: ChangeSubscriberCommand,
  move: SubscriberMove,
) => Promise<SubscriberOutcome>;

export function makeMoveSubscriber(deps: SubscriberDeps): MoveSubscriber {
  const change = makeChange(deps);
  return async (command, move) => {
    const outcome = await change(command, move, (subscriber) => subscriber);
    if (outcome.kind === 'done' && move === 'resumed') await beginAnew(deps, outcome.subscriber);
    return outcome;
  };
}

/** The first failure is not the end of those before, and what was held goes out, of whatever date it is. */
async function beginAnew({ dispatches, queue }: SubscriberDeps, { id, journal }: Subscriber) {
  await dispatches.noteHealth(id, {});
  const round = journal.findLast(({ what }) => what === 'resumed')?.at;
  if (!round) return;
  await queue.putCatchUps([
    { kind: 'missed', subscriberId: id, from: '', round, states: ['held'] },
  ]);
}

export type EditSubscriber = (
  command: ChangeSubscriberCommand,
  terms: SubscriberTerms,
) => Promise<SubscriberOutcome>;

export function makeEditSubscriber(deps: SubscriberDeps): EditSubscriber {
  const change = makeChange(deps);
  return async (command, terms) => {
    const reading = readWebhookUrl(terms.url, deps.webhookPolicy);
    if (reading.kind !== 'url') return { kind: 'bad-url', why: reading.kind };
    return change(command, 'changed', (subscriber) => ({
      ...subscriber,
      ...terms,
      url: reading.url,
    }));
  };
}

function makeChange(deps: SubscriberDeps) {
  const { subscribers, clock } = deps;
  return async (
    { id, by, opening, seenVersion }: ChangeSubscriberCommand,
    what: Exclude<SubscriberAct, 'created'>,
    change: (subscriber: Subscriber) => Subscriber,
  ): Promise<SubscriberOutcome> => {
    const stored = isEducation(by) ? await subscribers.find(id) : undefined;
    if (!stored) return { kind: 'not-yours' };
    const done = (subscriber: Subscriber) =>
      what === 'rotated'
        ? doneWithSecret(deps, subscriber)
        : ({ kind: 'done', subscriber } as const);
    if (stored.lastOpening === opening) return done(stored);
    if (stored.version !== seenVersion) return { kind: 'stale' };
    const act = { at: clock.now().toISOString(), who: by.name, opening };
    const changed = changeSubscriber(change(stored), what, act);
    if (!changed || (await subscribers.save(changed)) === 'stale') return { kind: 'stale' };
    return done({ ...changed, version: changed.version + 1 });
  };
}

async function doneWithSecret({ secrets }: SubscriberDeps, subscriber: Subscriber) {
  const secret = await secrets.secretOf(subscriber.id, subscriber.generation);
  return { kind: 'done', subscriber, secret } as const;
}

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
