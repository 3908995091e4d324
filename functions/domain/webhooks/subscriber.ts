import type { Instant } from '../dates.ts';
import type { JournalEntry } from '../journal.ts';
import type { WebhookEventType } from './event.ts';

export const subscriberStates = ['active', 'paused', 'disabled'] as const;
export type SubscriberState = (typeof subscriberStates)[number];

/** The state after each act, by the state before; an act that is not listed is refused. */
export const subscriberTransitions = {
  active: {
    changed: 'active',
    paused: 'paused',
    rotated: 'active',
    disabled: 'disabled',
    gone: 'disabled',
    'never-answers': 'disabled',
  },
  paused: { changed: 'paused', resumed: 'active', rotated: 'paused', disabled: 'disabled' },
  disabled: { changed: 'disabled', resumed: 'active', rotated: 'disabled' },
} as const satisfies Record<SubscriberState, Partial<Record<SubscriberAct, SubscriberState>>>;

export const subscriberActs = [
  'created',
  'changed',
  'paused',
  'resumed',
  'rotated',
  'disabled',
  /** The subscriber answered 410. */
  'gone',
  /** No attempt has succeeded for days. */
  'never-answers',
] as const;
export type SubscriberAct = (typeof subscriberActs)[number];

/** After a rotation the old secret signs too for a while, so that the receiver can change its own later. */
export interface PreviousSecret {
  readonly secretVersion: number;
  readonly until: Instant;
}

/** What the form of a subscriber asks. */
export interface SubscriberTerms {
  readonly name: string;
  readonly url: string;
  readonly types: readonly WebhookEventType[];
}

/** Another system, which receives events at one URL. */
export interface Subscriber extends SubscriberTerms {
  readonly id: string;
  readonly state: SubscriberState;
  /** The secret is derived from the id and this version, and stored nowhere. */
  readonly secretVersion: number;
  readonly previous?: PreviousSecret | undefined;
  /** 0 = not stored yet; each write adds one. */
  readonly version: number;
  readonly lastIdempotencyKey: string;
  readonly journal: readonly JournalEntry<SubscriberAct>[];
}

/** Who changes a subscriber, and when. */
export interface SubscriberBy {
  readonly at: Instant;
  /** Empty where the application itself disables it. */
  readonly who: string;
  readonly idempotencyKey: string;
}

export function newSubscriber(id: string, terms: SubscriberTerms, by: SubscriberBy): Subscriber {
  const { at, who, idempotencyKey } = by;
  const journal = [{ at, who, channel: 'web', what: 'created', version: 1 } as const];
  return {
    ...terms,
    id,
    state: 'active',
    secretVersion: 1,
    version: 0,
    lastIdempotencyKey: idempotencyKey,
    journal,
  };
}

const overlapHours = 24;

/** The subscriber after the act; `undefined` when its state refuses the act. */
export function changeSubscriber(
  subscriber: Subscriber,
  what: Exclude<SubscriberAct, 'created'>,
  { at, who, idempotencyKey }: SubscriberBy,
): Subscriber | undefined {
  const transitions: Partial<Record<SubscriberAct, SubscriberState>> =
    subscriberTransitions[subscriber.state];
  const state = transitions[what];
  if (!state) return undefined;
  const entry = {
    at,
    who,
    channel: who ? 'web' : 'webhook',
    what,
    version: subscriber.version + 1,
  } as const;
  const journal = [...subscriber.journal, entry];
  const changed = { ...subscriber, state, journal, lastIdempotencyKey: idempotencyKey };
  if (what !== 'rotated') return changed;
  const until = new Date(Date.parse(at) + overlapHours * 3_600_000).toISOString();
  const previous = { secretVersion: subscriber.secretVersion, until };
  return { ...changed, secretVersion: subscriber.secretVersion + 1, previous };
}

/** The versions of the secret that sign at that instant, the current one first. */
export function signingSecretVersions(
  { secretVersion, previous }: Subscriber,
  at: Instant,
): number[] {
  return previous && previous.until > at
    ? [secretVersion, previous.secretVersion]
    : [secretVersion];
}

export function wants({ state, types }: Subscriber, type: string): boolean {
  return state !== 'disabled' && types.some((wanted) => wanted === type);
}

/** Which URLs a subscriber may have. The IP addresses that they resolve to are checked at each connection. */
export interface WebhookPolicy {
  readonly schemes: readonly string[];
  /** Empty: any. */
  readonly ports: readonly number[];
}

export type WebhookUrlParseResult =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'unreadable' | 'scheme' | 'credentials' | 'port' };

const maxLength = 500;

export function parseWebhookUrl(
  input: string,
  { schemes, ports }: WebhookPolicy,
): WebhookUrlParseResult {
  const url = URL.parse(input);
  if (!url?.hostname || url.href.length > maxLength) return { kind: 'unreadable' };
  const scheme = url.protocol.slice(0, -1);
  if (!schemes.includes(scheme)) return { kind: 'scheme' };
  if (url.username || url.password) return { kind: 'credentials' };
  const port = Number(url.port) || (scheme === 'https' ? 443 : 80);
  if (ports.length > 0 && !ports.includes(port)) return { kind: 'port' };
  // A fragment is never sent.
  url.hash = '';
  return { kind: 'url', url: url.href };
}
