import type { Instant } from '../dates.ts';
import type { Uai } from '../uai.ts';

/** Somebody says that a mailbox is theirs, and will prove it by the code that is mailed there. */
export interface Challenge {
  readonly id: string;
  /** As it is known, in lower case; the challenge exists whether anybody has that mailbox or not. */
  readonly mail: string;
  readonly askedAt: Instant;
  readonly triesLeft: number;
  readonly met: boolean;
  /** Met, it binds that person or proves their account, and opens no session. */
  readonly accountLink?: AccountLink | undefined;
  /** 0 = not stored yet. */
  readonly version: number;
}

/** Somebody of a chat, and what they are to be. */
export interface AccountLink {
  /** Lower case. */
  readonly mail: string;
  readonly name: string;
  /** The collège they ask to be bound to, whose official mailbox the code goes to; else it goes to theirs, and proves it. */
  readonly uai?: Uai | undefined;
}

export interface Session {
  /** Fingerprint of the token that the browser keeps; the token itself is stored nowhere. */
  readonly id: string;
  readonly mail: string;
  readonly openedAt: Instant;
  /** What the identity provider wants to see again at sign-out, if it was opened by way of one. */
  readonly idTokenHint?: string | undefined;
}

export const codeDigits = 6;
export const codeMinutes = 10;
const codeTries = 5;
export const sessionHours = 12;

export function newChallenge(id: string, mail: string, askedAt: Instant): Challenge {
  return { id, mail, askedAt, triesLeft: codeTries, met: false, version: 0 };
}

/** Whether a code may still be tried against it. */
export function isOpen({ askedAt, triesLeft, met }: Challenge, now: Instant): boolean {
  return !met && triesLeft > 0 && minutesBetween(askedAt, now) < codeMinutes;
}

export function isAlive({ openedAt }: Session, now: Instant): boolean {
  return minutesBetween(openedAt, now) < sessionHours * 60;
}

function minutesBetween(from: Instant, to: Instant): number {
  return (Date.parse(to) - Date.parse(from)) / 60_000;
}

/** How often codes may be asked for: enough for people, too few for whoever guesses or floods a mailbox. */
export const codeLimits = {
  perMail: { hits: 5, minutes: 60 },
  perAddress: { hits: 30, minutes: 60 },
  /** Codes for the official mailbox, which signs in too: others' demands do not lock it out. */
  perAccount: { hits: 5, minutes: 60 },
  perMailbox: { hits: 10, minutes: 60 },
} as const;

export interface Limit {
  readonly hits: number;
  readonly minutes: number;
}

/** Lets one person into the site from a chat, once: whose it is, and where it leads. */
export interface MagicLink {
  /** Lower case. */
  readonly mail: string;
  /** Of this site. */
  readonly path: string;
  readonly madeAt: Instant;
  /** Tells two passes of one moment apart. */
  readonly id: string;
}

export const magicLinkMinutes = 30;

export function isGood({ madeAt }: MagicLink, now: Instant): boolean {
  const minutes = (Date.parse(now) - Date.parse(madeAt)) / 60_000;
  return minutes >= 0 && minutes < magicLinkMinutes;
}

/** The way of one browser to the identity provider and back. */
export interface AuthorizationRequest {
  /** Long and impossible to guess; the provider hands it back. */
  readonly state: string;
  readonly startedAt: Instant;
  /** The path of this site that they were going to; empty: the first page. */
  readonly next: string;
}

export const authorizationMinutes = 10;

export function isUnderWay({ startedAt }: AuthorizationRequest, now: Instant): boolean {
  const minutes = (Date.parse(now) - Date.parse(startedAt)) / 60_000;
  return minutes >= 0 && minutes < authorizationMinutes;
}
