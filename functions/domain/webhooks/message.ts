import type { Instant } from '../dates.ts';
import type { Uai } from '../uai.ts';
import type { WebhookEvent } from './event.ts';

/** Why an attempt got no answer. */
export const attemptFaults = [
  /** The address is in a network that the address guard refuses. */
  'forbidden-address',
  'unknown-host',
  'unreachable',
  /** The certificate is not trusted. */
  'untrusted',
  'timeout',
  /** The receiver closed the connection before the end of its answer. */
  'cut',
] as const;
export type AttemptFault = (typeof attemptFaults)[number];

export type AttemptResult =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterSeconds?: number }
  | { readonly kind: 'unanswered'; readonly fault: AttemptFault };

export interface Attempt {
  readonly at: Instant;
  readonly requestedAt: Instant;
  readonly milliseconds: number;
  readonly status?: number | undefined;
  readonly fault?: AttemptFault | undefined;
}

/** One event to send to one subscriber, as it waits on the queue. */
export interface SendJob {
  readonly subscriberId: string;
  readonly event: WebhookEvent;
  /** Names the request to send: the time of the event itself at first, the time of the request for a replay. */
  readonly requestedAt: Instant;
}

export const webhookMessageStates = ['waiting', 'received', 'held', 'failed'] as const;

/** One event for one subscriber, with the attempts to send it. */
export interface WebhookMessage {
  readonly subscriberId: string;
  readonly event: WebhookEvent;
  /** Of the latest request to send; jobs of earlier requests do nothing. */
  readonly requestedAt: Instant;
  /** `held`: the subscriber was paused. `failed`: not tried again until it is replayed. */
  readonly state: (typeof webhookMessageStates)[number];
  /** The latest attempts, the oldest first. */
  readonly attempts: readonly Attempt[];
  /** While the message is waiting: when it is tried again. */
  readonly nextAt?: Instant | undefined;
  /** 0 = not stored yet. */
  readonly version: number;
}

/** How a subscriber has been answering lately, for events of all types. */
export interface SubscriberHealth {
  /** No attempt has succeeded since. */
  readonly failingSince?: Instant | undefined;
  /** The subscriber asked for no requests until then. */
  readonly throttledUntil?: Instant | undefined;
}

export function newWebhookMessage({ subscriberId, event, requestedAt }: SendJob): WebhookMessage {
  return { subscriberId, event, requestedAt, state: 'waiting', attempts: [], version: 0 };
}

/** Whether nothing is left to do for the job. */
export function isFinished({ state, requestedAt }: WebhookMessage, job: SendJob): boolean {
  if (job.requestedAt !== requestedAt) return job.requestedAt < requestedAt;
  return state !== 'waiting';
}

const maxAttemptsKept = 40;

export function withAttempt(
  webhookMessage: WebhookMessage,
  attempt: Omit<Attempt, 'requestedAt' | 'status' | 'fault'>,
  result: AttemptResult,
): WebhookMessage {
  const outcome = result.kind === 'answered' ? { status: result.status } : { fault: result.fault };
  const attempts = [
    ...webhookMessage.attempts,
    { ...attempt, requestedAt: webhookMessage.requestedAt, ...outcome },
  ];
  return { ...webhookMessage, attempts: attempts.slice(-maxAttemptsKept) };
}

/** Only a 2xx counts: a redirect is a failure, as Standard Webhooks says. */
export function isReceived(result: AttemptResult): boolean {
  return result.kind === 'answered' && result.status >= 200 && result.status < 300;
}

/** The delay before each attempt: about 28 hours from the first attempt to the last. */
export const scheduleSeconds = [0, 5, 300, 1800, 7200, 18_000, 36_000, 36_000] as const;
/** The visibility timeout of SQS is twelve hours at most, counted from when the function received the message. */
export const maxDelaySeconds = 12 * 3600 - 60;

/**
 * The delay before the next attempt; `undefined` after the last one. It varies by 20 %, so that messages that failed together
 * are not retried together. `Retry-After` is respected between once and twice the scheduled delay.
 */
export function nextDelaySeconds(
  { attempts, requestedAt }: WebhookMessage,
  result: AttemptResult,
  random: number,
): number | undefined {
  const scheduled =
    scheduleSeconds[attempts.filter((attempt) => attempt.requestedAt === requestedAt).length];
  if (scheduled === undefined) return undefined;
  const retryAfter = result.kind === 'answered' ? result.retryAfterSeconds : undefined;
  const seconds =
    retryAfter === undefined
      ? scheduled * (0.8 + 0.4 * random)
      : Math.min(Math.max(retryAfter, scheduled), 2 * scheduled);
  return Math.min(Math.ceil(seconds), maxDelaySeconds);
}

const throttleSeconds = { min: 10, byDefault: 30, max: 900 };

/** For how many seconds a subscriber that is overloaded is sent nothing, of any type; 0 if its answer does not say so. */
export function throttleOf(result: AttemptResult): number {
  if (result.kind !== 'answered' || ![429, 502, 504].includes(result.status)) return 0;
  const { min, byDefault, max } = throttleSeconds;
  return Math.min(Math.max(result.retryAfterSeconds ?? byDefault, min), max);
}

const maxFailingDays = 5;

/** Whether a subscriber has been failing for so long that it is disabled. */
export function hasFailedTooLong({ failingSince }: SubscriberHealth, now: Instant): boolean {
  if (!failingSince) return false;
  return Date.parse(now) - Date.parse(failingSince) >= maxFailingDays * 24 * 3_600_000;
}

interface BackfillScope {
  readonly subscriberId: string;
  /** Only events that happened at this instant or later. */
  readonly from: Instant;
}

/** Past events to send to a subscriber. The consumer of the queue reads which ones, and enqueues a job for each. */
export type Backfill = BackfillScope &
  (
    | {
        /** Messages that the subscriber has not received. */
        readonly kind: 'missed';
        readonly states: readonly WebhookMessage['state'][];
        /** Of the jobs that are enqueued. */
        readonly requestedAt: Instant;
      }
    | {
        /** The events of one collège, rebuilt from the journals. */
        readonly kind: 'past';
        readonly uai: Uai;
      }
  );
