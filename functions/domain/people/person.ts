import type { Channel, ChatChannel } from '../act.ts';
import { findCollege, type Register } from '../colleges/college.ts';
import type { Instant } from '../dates.ts';
import type { JournalEntry } from '../journal.ts';
import { plainText } from '../text.ts';
import type { Uai } from '../uai.ts';

/** A person who acts, and the collèges they act for. */
export interface Person {
  readonly name: string;
  readonly mail?: string | undefined;
  readonly memberOf: readonly Uai[];
  /** Member of the service Éducation: sees every collège and manages every person. */
  readonly education?: boolean | undefined;
}

/** Another system that acts, authenticated by the signature of its requests. */
export interface ServiceAccount {
  /** The name that the service Éducation gave to it. */
  readonly serviceAccount: string;
}

/** A stored person, identified by a mailbox: reading it is what proves who they are. */
export interface KnownPerson extends Person {
  /** Lower case. */
  readonly mail: string;
  /** Collèges whose official mailbox this is. An official mailbox adds and removes members. */
  readonly mailboxOf: readonly Uai[];
  /** Since when mails to this address are refused for good; none is sent any more. Another address is another person. */
  readonly mailRefusedAt?: Instant | undefined;
  /** Collèges that they refused to be a member of: only the service Éducation adds them there again. */
  readonly declined?: readonly Uai[] | undefined;
  /** In the link by which they refuse the last collège they were added to; only the mail about it shows it. */
  readonly refusalToken?: string | undefined;
  /** Sessions opened before this instant are closed. */
  readonly signedOutAt?: Instant | undefined;
  /**
   * Fingerprint of their account at the identity provider, from the first time they signed in there: another account with the
   * same mail is not theirs.
   */
  readonly providerAccount?: string | undefined;
  readonly version: number;
  readonly lastIdempotencyKey?: string | undefined;
  readonly journal: readonly JournalEntry<PersonAct>[];
}

export const personActs = [
  'member-added',
  'member-removed',
  'made-mailbox',
  'handed-over',
  'signed-out',
  'joined-education',
  'left-education',
  'provider-account-linked',
  'membership-declined',
] as const;
export type PersonAct = (typeof personActs)[number];

/** Only its members declare for a collège. */
export function canActFor(person: Person, uai: Uai): boolean {
  return person.memberOf.includes(uai);
}

export function isEducation(person: Person): boolean {
  return person.education === true;
}

export function canUpdateDeliveries(by: Person | ServiceAccount): boolean {
  return 'serviceAccount' in by || isEducation(by);
}

/** The members of a collège and the service Éducation read its declarations, damages and deliveries. */
export function canRead(person: Person, uai: Uai): boolean {
  return canActFor(person, uai) || isEducation(person);
}

/** The official mailbox of a collège and the service Éducation add and remove its members. */
export function canManageMembers(person: KnownPerson, uai: Uai): boolean {
  return person.mailboxOf.includes(uai) || isEducation(person);
}

/** `at`: sessions that an earlier person with the same mailbox opened before this instant stay closed. */
export function newPerson(mail: string, name: string, at?: Instant): KnownPerson {
  return { mail, name, memberOf: [], mailboxOf: [], signedOutAt: at, version: 0, journal: [] };
}

/** Who changes a person, and when. */
export interface By {
  readonly at: Instant;
  readonly who: string;
  readonly idempotencyKey: string;
  /** `web` by default. */
  readonly channel?: Channel | undefined;
}

// Each `with…` returns the person as changed, or the same object when nothing changes.

export function withMember(
  person: KnownPerson,
  uai: Uai,
  by: By & { readonly refusalToken?: string | undefined },
): KnownPerson {
  if (person.memberOf.includes(uai)) return person;
  const declined = person.declined && without(person.declined, uai);
  const memberOf = [...person.memberOf, uai];
  const { refusalToken } = by;
  return withEntry({ ...person, declined, refusalToken, memberOf }, 'member-added', by);
}

export function withoutMember(person: KnownPerson, uai: Uai, by: By): KnownPerson {
  if (!person.memberOf.includes(uai)) return person;
  return withEntry({ ...person, memberOf: without(person.memberOf, uai) }, 'member-removed', by);
}

/** The person who refused to be a member; `undefined` for an official mailbox, which the service Éducation chose. */
export function withMembershipDeclined(
  person: KnownPerson,
  uai: Uai,
  by: By,
): KnownPerson | undefined {
  if (person.mailboxOf.includes(uai)) return undefined;
  if (!person.memberOf.includes(uai)) return person;
  const memberOf = without(person.memberOf, uai);
  const declined = [...(person.declined ?? []), uai];
  return withEntry({ ...person, memberOf, declined }, 'membership-declined', by);
}

/** How many people the official mailbox of a collège adds: enough for any school, too few to write to strangers. */
export const memberLimits = { perHour: { hits: 10, minutes: 60 }, perCollege: 40 } as const;

/** The person as the official mailbox of a collège, which is a member of it too. */
export function withMailbox(person: KnownPerson, uai: Uai, by: By): KnownPerson {
  if (person.mailboxOf.includes(uai)) return person;
  const memberOf = [...without(person.memberOf, uai), uai];
  const mailboxOf = [...person.mailboxOf, uai];
  return withEntry({ ...person, memberOf, mailboxOf }, 'made-mailbox', by);
}

/** The former official mailbox of a collège: it is no member of it any more either. */
export function withoutMailbox(person: KnownPerson, uai: Uai, by: By): KnownPerson {
  if (!person.mailboxOf.includes(uai)) return person;
  const memberOf = without(person.memberOf, uai);
  const mailboxOf = without(person.mailboxOf, uai);
  return withEntry({ ...person, memberOf, mailboxOf }, 'handed-over', by);
}

/** Their account at the identity provider is forgotten too: the next one that has their mail is remembered. */
/** No act of a person, so the journal has no line of it. */
export function withMailRefused(
  person: KnownPerson,
  { at, idempotencyKey }: Pick<By, 'at' | 'idempotencyKey'>,
): KnownPerson {
  if (person.mailRefusedAt !== undefined) return person;
  return { ...person, mailRefusedAt: at, lastIdempotencyKey: idempotencyKey };
}

export function withSessionsClosed(person: KnownPerson, by: By): KnownPerson {
  return withEntry({ ...person, signedOutAt: by.at, providerAccount: undefined }, 'signed-out', by);
}

/** The person with their account at the identity provider; `undefined` when they have another one. */
export function withProviderAccount(
  person: KnownPerson,
  providerAccount: string,
  by: By,
): KnownPerson | undefined {
  if (person.providerAccount === providerAccount) return person;
  if (person.providerAccount !== undefined) return undefined;
  return withEntry({ ...person, providerAccount }, 'provider-account-linked', by);
}

export function withEducation(person: KnownPerson, by: By): KnownPerson {
  if (person.education) return person;
  return withEntry({ ...person, education: true }, 'joined-education', by);
}

export function withoutEducation(person: KnownPerson, by: By): KnownPerson {
  if (!person.education) return person;
  return withEntry({ ...person, education: undefined }, 'left-education', by);
}

function without(uais: readonly Uai[], uai: Uai): readonly Uai[] {
  return uais.filter((each) => each !== uai);
}

function withEntry(person: KnownPerson, what: PersonAct, by: By): KnownPerson {
  const { at, who, idempotencyKey, channel = 'web' } = by;
  const entry = { at, who, channel, what, version: person.version + 1 };
  return { ...person, lastIdempotencyKey: idempotencyKey, journal: [...person.journal, entry] };
}

/** The people whose name, mail or collèges have a word that starts with each typed word, accents aside. An empty text finds all. */
export function searchPeople(
  people: readonly KnownPerson[],
  register: Register,
  input: string,
): readonly KnownPerson[] {
  const words = plainText(input).split(' ').filter(Boolean);
  return people.filter((person) => {
    const text = ` ${plainText(searchText(person, register))}`;
    return words.every((word) => text.includes(` ${word}`));
  });
}

function searchText({ name, mail, memberOf }: KnownPerson, register: Register): string {
  const colleges = memberOf.flatMap((uai) => findCollege(register, uai) ?? []);
  return [name, mail, ...colleges.flatMap((college) => [college.name, college.commune])].join(' ');
}

/** A request to be answered as soon as its author can be written to alone. */
export interface KeptRequest {
  /** As JSON. */
  readonly intent: string;
  readonly at: Instant;
}

/** A person as a chat knows them, with the mailbox that links them to a `KnownPerson`. */
export interface ChatUser {
  readonly channel: ChatChannel;
  /** The id in the chat, with its workspace or tenant: `T123/U456`. Never shown. */
  readonly account: string;
  /** The mailbox that the chat gives for them, in lower case. */
  readonly mail: string;
  readonly name: string;
  /** Whether the chat's word for `mail` is enough. A guest's is not, until they type a code sent there. */
  readonly trusted: boolean;
  /** When the chat was last asked; it is asked again after a day. */
  readonly knownAt: Instant;
  /** What the chat needs to write to them, where the account is not enough. */
  readonly address?: string | undefined;
  /** What they asked in a shared place while the chat refused a private answer. */
  readonly keptRequest?: KeptRequest | undefined;
  /** 0 = not stored yet. */
  readonly version: number;
}
