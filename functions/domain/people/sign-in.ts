import type { Instant } from '../dates.ts';
import type { Uai } from '../uai.ts';

/** A claim to a mailbox, proved by entering the code that is mailed there. */
export interface Challenge {
  readonly id: string;
  /** Lower case. A challenge is stored whether a known person has the mailbox or not. */
  readonly mail: string;
  readonly askedAt: Instant;
  readonly triesLeft: number;
  /** Whether the right code was entered. */
  readonly met: boolean;
  /** Present: the right code links a chat account and opens no session. */
  readonly accountLink?: AccountLink | undefined;
  /** 0 = not stored yet. */
  readonly version: number;
}

/** The chat user whose account a challenge links. */
export interface AccountLink {
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

export const codeDigits = 6;
export const codeMinutes = 10;
const codeTries = 5;
export const sessionHours = 12;

export function newChallenge(id: string, mail: string, askedAt: Instant): Challenge {
  return { id, mail, askedAt, triesLeft: codeTries, met: false, version: 0 };
}

/** Whether a challenge still accepts codes. */
export function isOpen({ askedAt, triesLeft, met }: Challenge, now: Instant): boolean {
  return !met && triesLeft > 0 && minutesBetween(askedAt, now) < codeMinutes;
}

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
