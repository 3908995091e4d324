import type { Instant } from '../calendar.ts';
import type { Uai } from '../colleges/uai.ts';
import type { JournalEntry } from '../journal.ts';

/** Someone who acts, and what they may act upon. */
export interface Person {
  readonly name: string;
  /** Where they can be written to, if we know. */
  readonly mail?: string | undefined;
  readonly boundTo: readonly Uai[];
  /** Of the service Éducation: sees every collège, and manages everybody. */
  readonly education?: boolean | undefined;
}

/** Another system whose word we take, by its signature. */
export interface Machine {
  /** Its name, as the service Éducation calls it. */
  readonly machine: string;
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
  readonly lastOpening?: string | undefined;
  readonly journal: readonly JournalEntry<PersonAct>[];
}

export const personActs = [
  'bound',
  'unbound',
  'made-mailbox',
  'handed-over',
  'signed-out',
  'joined-education',
  'left-education',
] as const;
export type PersonAct = (typeof personActs)[number];

/** Nobody declares for a collège they are not bound to. */
export function maySpeakFor(person: Person, uai: Uai): boolean {
  return person.boundTo.includes(uai);
}

export function isEducation(person: Person): boolean {
  return person.education === true;
}

/** Who may say where a delivery is. */
export function mayMoveDeliveries(by: Person | Machine): boolean {
  return 'machine' in by || isEducation(by);
}

/** The collège itself and the service Éducation read its file. */
export function mayRead(person: Person, uai: Uai): boolean {
  return maySpeakFor(person, uai) || isEducation(person);
}

/** Who may bind colleagues to a collège: its official mailbox and the service Éducation. */
export function mayBindTo(person: KnownPerson, uai: Uai): boolean {
  return person.mailboxOf.includes(uai) || isEducation(person);
}

/** `at`: sessions that the mailbox opened before, if it was ever somebody's, are not theirs. */
export function newPerson(mail: string, name: string, at?: Instant): KnownPerson {
  return { mail, name, boundTo: [], mailboxOf: [], signedOutAt: at, version: 0, journal: [] };
}
