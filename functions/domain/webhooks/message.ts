import type { Instant } from '../dates.ts';
import type { Uai } from '../uai.ts';
import type { WebhookEvent } from './event.ts';

/** Why no answer came of one attempt. */
export const attemptFaults = [
  /** It leads to a network that we never send to. */
  'forbidden-address',
  'unknown-host',
  'unreachable',
  /** Its certificate cannot be believed. */
  'untrusted',
  'timeout',
  /** It answered, and broke off before the end. */
  'cut',
] as const;
export type AttemptFault = (typeof attemptFaults)[number];

/** What came of one attempt. */
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

/** One event for one subscriber, to be sent. What waits on the queue. */
export interface SendJob {
  readonly subscriberId: string;
  readonly event: WebhookEvent;
  /** When it was asked for: the event's own instant the first time, later for a replay. */
  readonly requestedAt: Instant;
}

export const webhookMessageStates = ['waiting', 'received', 'held', 'failed'] as const;

/** What became of one event for one subscriber. */
export interface WebhookMessage {
  readonly subscriberId: string;
  readonly event: WebhookEvent;
  /** The last round; an order of an earlier one is void. */
  readonly requestedAt: Instant;
  /** `held`: the subscriber was paused. `failed`: given up until somebody replays it. */
  readonly state: (typeof webhookMessageStates)[number];
  /** The last ones, the oldest first. */
  readonly attempts: readonly Attempt[];
  /** No attempt before, while it is waiting. */
  readonly nextAt?: Instant | undefined;
  /** 0 = not stored yet. */
  readonly version: number;
}

/** What is known of how a subscriber answers, whatever the event. */
export interface SubscriberHealth {
  /** Nothing has got through since. */
  readonly failingSince?: Instant | undefined;
  /** It asked to be left in peace until then. */
  readonly throttledUntil?: Instant | undefined;
}

export function newWebhookMessage({ subscriberId, event, requestedAt }: SendJob): WebhookMessage {
  return { subscriberId, event, requestedAt, state: 'waiting', attempts: [], version: 0 };
}

/** Whether nothing is left to be done of that order. */
export function isFinished({ state, requestedAt }: WebhookMessage, job: SendJob): boolean {
  if (job.requestedAt !== requestedAt) return job.requestedAt < requestedAt;
  return state !== 'waiting';
}

const mostAttemptsKept = 40;

export function withAttempt(
  webhookMessage: WebhookMessage,
  attempt: Omit<Attempt, 'requestedAt' | 'status' | 'fault'>,
  answer: AttemptResult,
): WebhookMessage {
  const reported = answer.kind === 'answered' ? { status: answer.status } : { fault: answer.fault };
  const attempts = [
    ...webhookMessage.attempts,
    { ...attempt, requestedAt: webhookMessage.requestedAt, ...reported },
  ];
  return { ...webhookMessage, attempts: attempts.slice(-mostAttemptsKept) };
}

/** Nothing but a 2xx: a redirection is a failure too. */
export function isReceived(answer: AttemptResult): boolean {
  return answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
}

/** Before each attempt of a round: about 28 hours from the first to the last. */
export const scheduleSeconds = [0, 5, 300, 1800, 7200, 18_000, 36_000, 36_000] as const;
/** What SQS can keep a message unseen for, less what the function has used of it already. */
export const longestDelaySeconds = 12 * 3600 - 60;

/**
 * How long until the next attempt of that round; `undefined` once there is none. Twenty per cent more or less, so that
 * what failed together does not come back together; a receiver that says when is heard, within once and twice the plan.
 */
export function nextDelaySeconds(
  { attempts, requestedAt }: WebhookMessage,
  answer: AttemptResult,
  random: number,
): number | undefined {
  const planned =
    scheduleSeconds[attempts.filter((attempt) => attempt.requestedAt === requestedAt).length];
  if (planned === undefined) return undefined;
  const asked = answer.kind === 'answered' ? answer.retryAfterSeconds : undefined;
  const seconds =
    asked === undefined
      ? planned * (0.8 + 0.4 * random)
      : Math.min(Math.max(asked, planned), 2 * planned);
  return Math.min(Math.ceil(seconds), longestDelaySeconds);
}

const throttleSeconds = { least: 10, unasked: 30, most: 900 };

/** For how long a subscriber that answers so is sent nothing at all, whatever the event; 0 for any other answer. */
export function throttleOf(answer: AttemptResult): number {
  if (answer.kind !== 'answered' || ![429, 502, 504].includes(answer.status)) return 0;
  const { least, unasked, most } = throttleSeconds;
  return Math.min(Math.max(answer.retryAfterSeconds ?? unasked, least), most);
}

const patienceDays = 5;

export function isBeyondPatience({ failingSince }: SubscriberHealth, now: Instant): boolean {
  if (!failingSince) return false;
  return Date.parse(now) - Date.parse(failingSince) >= patienceDays * 24 * 3_600_000;
}

interface Wanted {
  readonly subscriberId: string;
  /** Of events that happened since. */
  readonly from: Instant;
}

/** What a subscriber is to be sent besides what happens, and which orders that makes is still to be found out. */
export type Backfill = Wanted &
  (
    | {
        /** What was sent to it, or held for it, and has not arrived. */
        readonly kind: 'missed';
        readonly states: readonly WebhookMessage['state'][];
        /** Of the orders it makes. */
        readonly requestedAt: Instant;
      }
    | {
        /** All that happened to one collège. */
        readonly kind: 'past';
        readonly uai: Uai;
      }
  );
