import type { Channel, ChatChannel } from '../act.ts';
import { findCollege, type Register } from '../colleges/college.ts';
import type { Instant } from '../dates.ts';
import type { JournalEntry } from '../journal.ts';
import { plainText } from '../text.ts';
import type { Uai } from '../uai.ts';

/** Someone who acts, and what they may act upon. */
export interface Person {
  readonly name: string;
  /** Where they can be written to, if we know. */
  readonly mail?: string | undefined;
  readonly memberOf: readonly Uai[];
  /** Of the service Éducation: sees every collège, and manages everybody. */
  readonly education?: boolean | undefined;
}

/** Another system whose word we take, by its signature. */
export interface ServiceAccount {
  /** Its name, as the service Éducation calls it. */
  readonly serviceAccount: string;
}

/** A person we can write to: whoever reads that mailbox is that person. */
export interface KnownPerson extends Person {
  /** Lower case. */
  readonly mail: string;
  /** Collèges whose official mailbox this is. It may bind colleagues and hand over. */
  readonly mailboxOf: readonly Uai[];
  /** Sessions opened before are closed. */
  readonly signedOutAt?: Instant | undefined;
  readonly version: number;
  readonly lastIdempotencyKey?: string | undefined;
  readonly journal: readonly JournalEntry<PersonAct>[];
}

export const personActs = [
  'member-added',
  'unbound',
  'made-mailbox',
  'handed-over',
  'signed-out',
  'joined-education',
  'left-education',
] as const;
export type PersonAct = (typeof personActs)[number];

/** Nobody declares for a collège they are not bound to. */
export function canActFor(person: Person, uai: Uai): boolean {
  return person.memberOf.includes(uai);
}

export function isEducation(person: Person): boolean {
  return person.education === true;
}

/** Who may say where a delivery is. */
export function canUpdateDeliveries(by: Person | ServiceAccount): boolean {
  return 'serviceAccount' in by || isEducation(by);
}

/** The collège itself and the service Éducation read its file. */
export function canRead(person: Person, uai: Uai): boolean {
  return canActFor(person, uai) || isEducation(person);
}

/** Who may bind colleagues to a collège: its official mailbox and the service Éducation. */
export function canAddMemberTo(person: KnownPerson, uai: Uai): boolean {
  return person.mailboxOf.includes(uai) || isEducation(person);
}

/** `at`: sessions that the mailbox opened before, if it was ever somebody's, are not theirs. */
export function newPerson(mail: string, name: string, at?: Instant): KnownPerson {
  return { mail, name, memberOf: [], mailboxOf: [], signedOutAt: at, version: 0, journal: [] };
}

/** Who changes what a person may do, and when. */
export interface By {
  readonly at: Instant;
  readonly who: string;
  readonly idempotencyKey: string;
  /** The site, unless told. */
  readonly channel?: Channel | undefined;
}

/** The person, also bound to that collège. Bound already, nothing changes. */
export function addMember(person: KnownPerson, uai: Uai, by: By): KnownPerson {
  if (person.memberOf.includes(uai)) return person;
  return withEntry({ ...person, memberOf: [...person.memberOf, uai] }, 'member-added', by);
}

/** The person, no longer bound to that collège. */
export function removeMember(person: KnownPerson, uai: Uai, by: By): KnownPerson {
  if (!person.memberOf.includes(uai)) return person;
  return withEntry({ ...person, memberOf: without(person.memberOf, uai) }, 'unbound', by);
}

/** The person, as the official mailbox of that collège. */
export function createMailbox(person: KnownPerson, uai: Uai, by: By): KnownPerson {
  if (person.mailboxOf.includes(uai)) return person;
  const memberOf = [...without(person.memberOf, uai), uai];
  return withEntry(
    { ...person, memberOf, mailboxOf: [...person.mailboxOf, uai] },
    'made-mailbox',
    by,
  );
}

/** The person, once another mailbox is the official one: it speaks for that collège no more. */
export function handOver(person: KnownPerson, uai: Uai, by: By): KnownPerson {
  if (!person.mailboxOf.includes(uai)) return person;
  const memberOf = without(person.memberOf, uai);
  const mailboxOf = without(person.mailboxOf, uai);
  return withEntry({ ...person, memberOf, mailboxOf }, 'handed-over', by);
}

/** The person, with every session opened so far closed. */
export function closeSessions(person: KnownPerson, by: By): KnownPerson {
  return withEntry({ ...person, signedOutAt: by.at }, 'signed-out', by);
}

/** The person, of the service Éducation. */
export function joinEducation(person: KnownPerson, by: By): KnownPerson {
  if (person.education) return person;
  return withEntry({ ...person, education: true }, 'joined-education', by);
}

/** The person, no longer of the service Éducation. */
export function leaveEducation(person: KnownPerson, by: By): KnownPerson {
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

/**
 * The people whose name, mail or collèges contain every typed word (from its beginning), accents aside. Nothing typed
 * finds everybody.
 */
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

/** Somebody as a chat knows them, and who they are to us. */
export interface ChatUser {
  readonly channel: ChatChannel;
  /** What the chat calls them, with their workspace or tenant: `T123/U456`. Never shown. */
  readonly account: string;
  /** Their mailbox by the word of the chat, in lower case: the person is found by it. */
  readonly mail: string;
  readonly name: string;
  /** Whether that word is enough: a guest's is not, until a code has proved them. */
  readonly trusted: boolean;
  /** When the chat was asked last: asked again once it is a day old. */
  readonly knownAt: Instant;
  /** Where they can be written to, where the chat wants more than their account to do so. */
  readonly address?: string | undefined;
  /** 0 = not stored yet. */
  readonly version: number;
}
