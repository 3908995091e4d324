import type { ChatChannel } from '../act.ts';
import type { Instant } from '../dates.ts';
import type { Uai } from '../uai.ts';
import { isEducation, type Person } from './person.ts';

/**
 * `digits`: six, quickly typed. `characters`: ten of 32, for a mailbox whose codes were guessed at too often.
 */
export const codeStrengths = ['digits', 'characters'] as const;
export type CodeStrength = (typeof codeStrengths)[number];

/** A claim to a mailbox, proved by entering the code that is mailed there. It is written once; tries are in the `CodeRound`. */
export interface Challenge {
  readonly id: string;
  /** Lower case. A challenge is stored whether a known person has the mailbox or not. */
  readonly mail: string;
  readonly askedAt: Instant;
  readonly strength: CodeStrength;
  /** The round of codes that this one belongs to. */
  readonly roundId: string;
  /** Present: the right code links a chat account and opens no session. */
  readonly accountLink?: AccountLink | undefined;
  /** No code is mailed, but that codes of the mailbox were guessed at. */
  readonly warning?: boolean | undefined;
  /** 0 = not stored yet. */
  readonly version: number;
}

/** The chat user whose account a challenge links. Only that account may enter the code. */
export interface AccountLink {
  readonly channel: ChatChannel;
  /** As in `ChatUser`. */
  readonly account: string;
  /** Lower case. */
  readonly mail: string;
  readonly name: string;
  /** The collège to become a member of; the code goes to its official mailbox. Absent: the code goes to `mail`, and proves it. */
  readonly uai?: Uai | undefined;
}

export interface Session {
  /** Fingerprint of the token that the browser keeps; the token itself is stored nowhere. */
  readonly id: string;
  readonly mail: string;
  readonly openedAt: Instant;
  /** The id_token that the identity provider expects at sign-out, if it opened the session. */
  readonly idTokenHint?: string | undefined;
}

/**
 * The codes that one browser, or one chat account for one collège, requested for a mailbox. A person who asks again because
 * a mail is late may enter either code; both share one count of tries.
 */
export interface CodeRound {
  readonly id: string;
  /** The last one or two, the latest last. */
  readonly codes: readonly IssuedCode[];
  readonly triesLeft: number;
  /** Whether a right code was entered. */
  readonly met: boolean;
  /** 0 = not stored yet. */
  readonly version: number;
}

export type IssuedCode = Pick<Challenge, 'id' | 'askedAt' | 'strength'>;

/** Whether a session lets a person in. With `providerForEducation`, officers need one that the identity provider opened. */
export function isEnough(
  { idTokenHint }: Pick<Session, 'idTokenHint'>,
  person: Person,
  providerForEducation = false,
): boolean {
  return !providerForEducation || !isEducation(person) || idTokenHint !== undefined;
}

export const codeDigits = 6;
export const codeCharacters = 10;
export const codeMinutes = 10;
const codeTries = 5;
/** Two, so that a late mail is of use; more would make guessing easier. */
const mostLiveCodes = 2;
export const sessionHours = 12;

export const newCodeRound = (id: string): CodeRound => ({
  id,
  codes: [],
  triesLeft: codeTries,
  met: false,
  version: 0,
});

/** The codes that a round still accepts. */
export function liveCodes({ codes, triesLeft, met }: CodeRound, now: Instant): IssuedCode[] {
  if (met || triesLeft <= 0) return [];
  return codes.filter(({ askedAt }) => minutesBetween(askedAt, now) < codeMinutes);
}

/** The round with one more code. Tries go on with a code that is still live, and begin again without one. */
export function withCode(round: CodeRound, { id, askedAt, strength }: Challenge): CodeRound {
  const live = liveCodes(round, askedAt);
  const codes = [...live.slice(1 - mostLiveCodes), { id, askedAt, strength }];
  const triesLeft = live.length > 0 ? round.triesLeft : codeTries;
  return { ...round, codes, triesLeft, met: false };
}

/** The failed tries at six-digit codes of one mailbox, or of one known browser. */
export interface GuessCount {
  /** A fingerprint: it names no mailbox. */
  readonly name: string;
  readonly failures: number;
  /** When the first of them was made. */
  readonly since: Instant;
  /** 0 = not stored yet. */
  readonly version: number;
}

/**
 * Past these failed tries, codes of the mailbox have ten characters instead of six digits, until `days` after the first of
 * them. Nothing is locked.
 *
 * A guess is compared with two codes of a million at most. Any 365 days touch two counts at most, each of 20 tries:
 * 2 × 20 × 2 / 10⁶ = 0.8 in 10,000 a year for one mailbox. Codes of ten characters, 20 requests an hour
 * with five tries at two codes: 24 × 365 × 20 × 5 × 2 / 32¹⁰ = 2 in 10⁹. Each known browser has a count of its own;
 * only a person's own browsers and copies of their cookies have one.
 */
export const guessBudget = { failures: 20, days: 365 } as const;

export const newGuessCount = (name: string, since: Instant): GuessCount => ({
  name,
  failures: 0,
  since,
  version: 0,
});

/** The count as of now: it begins again after a year. */
export function currentGuesses(count: GuessCount, now: Instant): GuessCount {
  const isOver = minutesBetween(count.since, now) >= guessBudget.days * 24 * 60;
  return isOver ? { ...count, failures: 0, since: now } : count;
}

export const isSpent = ({ failures }: GuessCount) => failures >= guessBudget.failures;

export function isAlive({ openedAt }: Session, now: Instant): boolean {
  return minutesBetween(openedAt, now) < sessionHours * 60;
}

/**
 * How often a code may be requested: enough for people, too few to flood a mailbox. A browser in which the mailbox signed in
 * before has a limit of its own, so that requests of others never lock it out. The limits of other browsers weigh the mailbox
 * and the network together: one network uses up a part of what a mailbox has, and a mailbox a part of what a network has.
 */
export const codeLimits = {
  perDevice: { hits: 10, minutes: 60 },
  perMailAndNetwork: { hits: 5, minutes: 60 },
  perMail: { hits: 20, minutes: 60 },
  /** All collèges of a Département may leave through one address. */
  perNetwork: { hits: 300, minutes: 60 },
  /** The limits of account linking are counted apart, so that requests of others do not lock an official mailbox out. */
  perAccount: { hits: 5, minutes: 60 },
  perMailbox: { hits: 10, minutes: 60 },
} as const;

/** The network of an IP address: an IPv4 address, or the 64 bits of an IPv6 address that a provider gives to one customer. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  if (address.includes('.')) return address.slice(address.lastIndexOf(':') + 1);
  const [before = '', after] = address.toLowerCase().split('::');
  const groups = before.split(':').filter(Boolean);
  const last = after?.split(':').filter(Boolean) ?? [];
  const zeros = Array<string>(Math.max(0, 8 - groups.length - last.length)).fill('0');
  return [...groups, ...zeros, ...last]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** A browser in which a person signed in. Only the holder of our secret can issue one. */
export interface KnownDevice {
  /** Limits of the browser are counted under it. */
  readonly id: string;
  readonly signedInAt: Instant;
}

/** Browsers keep no cookie for longer. */
export const deviceDays = 400;

/** Closing all sessions of a person forgets their browsers, too. */
export function isKnown({ signedInAt }: KnownDevice, now: Instant, signedOutAt = ''): boolean {
  return signedInAt >= signedOutAt && isWithin(signedInAt, now, deviceDays * 24 * 60);
}

export interface Limit {
  readonly hits: number;
  readonly minutes: number;
}

/** A link from a chat that signs its person in once. */
export interface MagicLink {
  /** Lower case. */
  readonly mail: string;
  /** Where it leads, on this site. */
  readonly path: string;
  readonly madeAt: Instant;
  /** Makes each link unique, so that each can be used once. */
  readonly id: string;
}

export const magicLinkMinutes = 30;

export function isUsable({ madeAt }: MagicLink, now: Instant): boolean {
  return isWithin(madeAt, now, magicLinkMinutes);
}

/** A browser's redirection to the identity provider, until it returns. */
export interface AuthorizationRequest {
  /** A bearer secret, which the provider hands back. */
  readonly state: string;
  readonly startedAt: Instant;
  /** The path of this site to return to; empty: the first page. */
  readonly next: string;
}

export const authorizationMinutes = 10;

export function isUnderWay({ startedAt }: AuthorizationRequest, now: Instant): boolean {
  return isWithin(startedAt, now, authorizationMinutes);
}

function isWithin(start: Instant, now: Instant, minutes: number): boolean {
  const elapsed = minutesBetween(start, now);
  return elapsed >= 0 && elapsed < minutes;
}

function minutesBetween(from: Instant, to: Instant): number {
  return (Date.parse(to) - Date.parse(from)) / 60_000;
}
