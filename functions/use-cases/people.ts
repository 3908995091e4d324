import { findCollege, type Register } from '../domain/colleges/college.ts';
import {
  addMember,
  canAddMemberTo,
  createMailbox,
  handOver,
  isEducation,
  joinEducation,
  type KnownPerson,
  leaveEducation,
  newPerson,
  removeMember,
  searchPeople,
} from '../domain/people/person.ts';
import type { PersonFile } from '../domain/read-models/lists.ts';
import type { Uai } from '../domain/uai.ts';
import type { Clock, DepartementStore, PersonStore } from './ports.ts';

export interface PersonDeps {
  readonly persons: PersonStore;
  readonly clock: Clock;
}

/** Who is changed, and by whom. */
export interface PersonCommand {
  /** Lower case. */
  readonly mail: string;
  readonly by: KnownPerson;
  readonly idempotencyKey: string;
}

export type PersonSaved =
  | { readonly kind: 'done'; readonly person: KnownPerson }
  /** Somebody else changed that person at the same moment: to be asked again. */
  | { readonly kind: 'conflict' };

export type PersonOutcome =
  | PersonSaved
  /** Nobody has that mailbox, or they may not: nobody learns which. */
  | { readonly kind: 'forbidden' };

/** Writes the person as changed; nothing where nothing changed. */
export async function savePerson(
  persons: PersonStore,
  before: KnownPerson,
  after: KnownPerson,
): Promise<PersonSaved> {
  if (after === before) return { kind: 'done', person: before };
  if ((await persons.save(after)) === 'conflict') return { kind: 'conflict' };
  return { kind: 'done', person: { ...after, version: after.version + 1 } };
}

export interface MemberCommand extends PersonCommand {
  readonly uai: Uai;
}

export type AddMemberResult =
  | PersonOutcome
  /** The official mailbox stays bound: without it nobody could bind anybody. */
  | { readonly kind: 'is-mailbox' };

export type AddMember = (command: MemberCommand, name: string) => Promise<AddMemberResult>;

/** Lets someone speak for a collège. A person who is known already keeps their name and their other collèges. */
export function createMemberAdder({ persons, clock }: PersonDeps): AddMember {
  return async ({ uai, mail, by, idempotencyKey }, name) => {
    if (!canAddMemberTo(by, uai)) return { kind: 'forbidden' };
    const at = clock.now().toISOString();
    const person = (await persons.find(mail)) ?? newPerson(mail, name, at);
    return savePerson(
      persons,
      person,
      addMember(person, uai, { at, who: by.name, idempotencyKey }),
    );
  };
}

export type RemoveMember = (command: MemberCommand) => Promise<AddMemberResult>;

/** Takes that back, as when somebody leaves their post. Their open sessions lose the collège at once. */
export function createMemberRemover({ persons, clock }: PersonDeps): RemoveMember {
  return async ({ uai, mail, by, idempotencyKey }) => {
    if (!canAddMemberTo(by, uai)) return { kind: 'forbidden' };
    const person = await persons.find(mail);
    if (!person) return { kind: 'forbidden' };
    if (person.mailboxOf.includes(uai)) return { kind: 'is-mailbox' };
    const at = clock.now().toISOString();
    return savePerson(
      persons,
      person,
      removeMember(person, uai, { at, who: by.name, idempotencyKey }),
    );
  };
}

export type HandOverMailbox = (command: MemberCommand, name: string) => Promise<PersonOutcome>;

/** Makes that the official mailbox of a collège, in the place of any other. Only the service Éducation may. */
export function makeHandOverMailbox({ persons, clock }: PersonDeps): HandOverMailbox {
  return async ({ uai, mail, by, idempotencyKey }, name) => {
    if (!isEducation(by)) return { kind: 'forbidden' };
    const at = clock.now().toISOString();
    const act = { at, who: by.name, idempotencyKey };
    const next = (await persons.find(mail)) ?? newPerson(mail, name, at);
    // The new one first: a run that dies in between leaves two, and is finished by asking again. None would be worse.
    const outcome = await savePerson(persons, next, createMailbox(next, uai, act));
    if (outcome.kind !== 'done') return outcome;
    for (const other of await persons.list()) {
      if (other.mail === mail) continue;
      const handed = await savePerson(persons, other, handOver(other, uai, act));
      if (handed.kind !== 'done') return handed;
    }
    return outcome;
  };
}

/** `undefined`: not theirs to see. */
export type ListPeople = (uai: Uai, by: KnownPerson) => Promise<readonly KnownPerson[] | undefined>;

/** Who may speak for a collège, its official mailbox first. */
export function makeListPeople({ persons }: { readonly persons: PersonStore }): ListPeople {
  return async (uai, by) => {
    if (!canAddMemberTo(by, uai)) return undefined;
    const members = (await persons.list()).filter(({ memberOf }) => memberOf.includes(uai));
    const rank = ({ mailboxOf }: KnownPerson) => (mailboxOf.includes(uai) ? 0 : 1);
    return members.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'fr'));
  };
}

export type JoinEducation = (command: PersonCommand, name: string) => Promise<PersonOutcome>;

/** Takes someone into the service Éducation. A person who is known already keeps their name and their collèges. */
export function makeJoinEducation({ persons, clock }: PersonDeps): JoinEducation {
  return async ({ mail, by, idempotencyKey }, name) => {
    if (!isEducation(by)) return { kind: 'forbidden' };
    const at = clock.now().toISOString();
    const person = (await persons.find(mail)) ?? newPerson(mail, name, at);
    return savePerson(persons, person, joinEducation(person, { at, who: by.name, idempotencyKey }));
  };
}

export type LeaveOutcome =
  | PersonOutcome
  /** There must always be somebody: only the service Éducation takes anybody into it. */
  | { readonly kind: 'last-one' };

export type LeaveEducation = (command: PersonCommand) => Promise<LeaveOutcome>;

/** Someone is of the service Éducation no more. Never the last one. */
export function makeLeaveEducation({ persons, clock }: PersonDeps): LeaveEducation {
  const others = async (mail: string) =>
    (await persons.list()).filter((person) => isEducation(person) && person.mail !== mail);

  return async ({ mail, by, idempotencyKey }) => {
    if (!isEducation(by)) return { kind: 'forbidden' };
    const person = await persons.find(mail);
    if (!person) return { kind: 'forbidden' };
    if ((await others(mail)).length === 0) return { kind: 'last-one' };
    const act = { at: clock.now().toISOString(), who: by.name, idempotencyKey };
    const outcome = await savePerson(persons, person, leaveEducation(person, act));
    if (outcome.kind !== 'done' || (await others(mail)).length > 0) return outcome;
    // The last two took each other out at the same moment: whoever sees nobody left comes back.
    await savePerson(persons, outcome.person, joinEducation(outcome.person, act));
    return { kind: 'last-one' };
  };
}

interface ViewPeopleDeps {
  readonly departement: DepartementStore;
  readonly persons: PersonStore;
}

/** `undefined`: not of the service Éducation. */
export type ViewPeople = (
  by: KnownPerson,
  input: string,
) => Promise<readonly PersonFile[] | undefined>;

/** Everybody whom a typed text means, for the service Éducation: by name. */
export function makeViewPeople({ departement, persons }: ViewPeopleDeps): ViewPeople {
  return async (by, input) => {
    if (!isEducation(by)) return undefined;
    const [register, people] = await Promise.all([departement.register(), persons.list()]);
    return searchPeople(people, register, input)
      .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
      .map((person) => fileOf(person, register));
  };
}

/** `undefined`: nobody has that mailbox, or it is not theirs to see. */
export type ViewPerson = (by: KnownPerson, mail: string) => Promise<PersonFile | undefined>;

/** One person, for themselves and for the service Éducation. */
export function makeViewPerson({ departement, persons }: ViewPeopleDeps): ViewPerson {
  return async (by, mail) => {
    if (by.mail !== mail && !isEducation(by)) return undefined;
    const [register, person] = await Promise.all([departement.register(), persons.find(mail)]);
    return person && fileOf(person, register);
  };
}

function fileOf(person: KnownPerson, register: Register): PersonFile {
  const colleges = person.memberOf.flatMap((uai) => findCollege(register, uai) ?? []);
  return { person, colleges };
}
