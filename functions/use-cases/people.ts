import { findCollege, type Register } from '../domain/colleges/college.ts';
import type { Instant } from '../domain/dates.ts';
import {
  type By,
  canManageMembers,
  isEducation,
  type KnownPerson,
  memberLimits,
  newPerson,
  type PersonAct,
  searchPeople,
  withEducation,
  withMailbox,
  withMember,
  withoutEducation,
  withoutMailbox,
  withoutMember,
  withSessionsClosed,
} from '../domain/people/person.ts';
import type { PersonFile } from '../domain/read-models/lists.ts';
import type { Uai } from '../domain/uai.ts';
import { changeStored } from './change.ts';
import type { Deps } from './ports.ts';
import { signRefusal } from './refusal-tokens.ts';
import { pseudonymOf } from './security.ts';

export type PersonDeps = Pick<Deps, 'persons' | 'clock' | 'tokenSigner' | 'logSecurity'>;

export interface PersonCommand {
  /** The person who is changed. Lower case. */
  readonly mail: string;
  readonly by: KnownPerson;
  readonly idempotencyKey: string;
}

export interface MemberCommand extends PersonCommand {
  readonly uai: Uai;
}

export type PersonResult =
  | { readonly kind: 'done'; readonly person: KnownPerson }
  /** No such person, or `by` may not change them: one answer, so that mailboxes cannot be probed. */
  | { readonly kind: 'forbidden' };

export type RemoveMemberResult =
  | PersonResult
  /** The official mailbox stays a member, because it adds the others. */
  | { readonly kind: 'is-mailbox' };

export type LeaveEducationResult =
  | PersonResult
  /** The service Éducation keeps at least one member, because only a member adds others. */
  | { readonly kind: 'last-one' };

/**
 * Applies an act to one person. Authors of such acts see no version, so there is no conflict to report. With `name`, a
 * person is created for a mailbox that is not stored yet.
 */
export async function changePerson(
  deps: PersonDeps,
  command: ChangePersonCommand,
  apply: (person: KnownPerson, at: Instant) => KnownPerson | undefined,
): Promise<PersonResult | { readonly kind: 'invalid-transition' }> {
  const { persons, clock } = deps;
  const { mail, idempotencyKey, name } = command;
  const now = () => clock.now().toISOString();
  let isChanged = false;
  const result = await changeStored({
    find: async () =>
      (await persons.find(mail)) ?? (name === undefined ? undefined : newPerson(mail, name, now())),
    save: persons.save,
    apply(person) {
      const changed = apply(person, now());
      isChanged = changed !== undefined && changed !== person;
      return changed;
    },
    idempotencyKey,
  });
  if (isChanged && result.kind === 'done') await logChange(deps, command, result.value);
  switch (result.kind) {
    case 'done':
      return { kind: 'done', person: result.value };
    case 'missing':
      return { kind: 'forbidden' };
    case 'invalid-transition':
      return { kind: 'invalid-transition' };
    case 'conflict':
      throw new Error('A change without an expected version has no conflict');
  }
}

type ChangePersonCommand = Pick<PersonCommand, 'mail' | 'idempotencyKey'> &
  Partial<Pick<MemberCommand, 'by' | 'uai'>> & { readonly name?: string };

const roleActs: readonly PersonAct[] = [
  'made-mailbox',
  'handed-over',
  'joined-education',
  'left-education',
];

async function logChange(
  deps: Pick<Deps, 'tokenSigner' | 'logSecurity'>,
  { mail, by, uai }: ChangePersonCommand,
  { journal }: KnownPerson,
): Promise<void> {
  const last = journal.at(-1);
  if (!last) return;
  const { what: act, channel } = last;
  deps.logSecurity({
    ...{
      action: roleActs.includes(act) ? 'role-changed' : 'membership-changed',
      channel,
      act,
      uai,
    },
    person: await pseudonymOf(deps, mail),
    by: await pseudonymOf(deps, by?.mail ?? mail),
  });
}

export type AddMemberResult =
  | PersonResult
  /** They are a member of the service Éducation, whom no collège adds. */
  | { readonly kind: 'in-education' }
  /** They refused to be a member of that collège. */
  | { readonly kind: 'declined' }
  /** The collège added too many within an hour, or has too many in all. */
  | { readonly kind: 'too-many' | 'too-many-members' };

type AddMemberDeps = PersonDeps & Pick<Deps, 'signIns'>;

/** Makes a person a member of a collège. A person who is stored already keeps their name and their other collèges. */
export async function addMember(
  deps: AddMemberDeps,
  command: MemberCommand,
  name: string,
): Promise<AddMemberResult> {
  const { by, uai } = command;
  if (!canManageMembers(by, uai)) return { kind: 'forbidden' };
  const refusal = isEducation(by) ? undefined : await refusalOf(deps, command);
  if (refusal) return refusal;
  const addedAt = deps.clock.now().toISOString();
  const refusalToken = await signRefusal(deps.tokenSigner, { mail: command.mail, uai, addedAt });
  return change(deps, { ...command, name }, (person, act) =>
    withMember(person, uai, { ...act, refusalToken }),
  );
}

/** Why a collège may not add a person, if it may not. */
async function refusalOf(
  { persons, signIns, tokenSigner }: AddMemberDeps,
  { mail, uai }: MemberCommand,
): Promise<Exclude<AddMemberResult, PersonResult> | undefined> {
  const people = await persons.list();
  const person = people.find((each) => each.mail === mail);
  if (person?.memberOf.includes(uai)) return undefined;
  if (person && isEducation(person)) return { kind: 'in-education' };
  if (person?.declined?.includes(uai)) return { kind: 'declined' };
  const members = people.filter(({ memberOf }) => memberOf.includes(uai));
  if (members.length >= memberLimits.perCollege) return { kind: 'too-many-members' };
  const name = await tokenSigner.fingerprintOf(`members of ${uai}`);
  return (await signIns.countHit(name, memberLimits.perHour)) ? undefined : { kind: 'too-many' };
}

/** The person who was just removed from a collège, for those who may add them again. */
export async function findRemoved(
  { persons }: Pick<Deps, 'persons'>,
  { mail, uai, by }: Omit<MemberCommand, 'idempotencyKey'>,
): Promise<KnownPerson | undefined> {
  if (!canManageMembers(by, uai)) return undefined;
  const person = await persons.find(mail);
  const isRemoved =
    person?.journal.at(-1)?.what === 'member-removed' && !person.memberOf.includes(uai);
  return isRemoved ? person : undefined;
}

/** Undoes a removal. */
export async function restoreMember(
  deps: AddMemberDeps,
  command: MemberCommand,
): Promise<AddMemberResult> {
  const person = await findRemoved(deps, command);
  return person ? addMember(deps, command, person.name) : { kind: 'forbidden' };
}

/** Ends a membership. Open sessions lose the collège at their next request. */
export async function removeMember(
  deps: PersonDeps,
  command: MemberCommand,
): Promise<RemoveMemberResult> {
  const { by, uai } = command;
  if (!canManageMembers(by, uai)) return { kind: 'forbidden' };
  const result = await changePerson(deps, command, (person, at) =>
    person.mailboxOf.includes(uai) ? undefined : withoutMember(person, uai, actOf(command, at)),
  );
  return result.kind === 'invalid-transition' ? { kind: 'is-mailbox' } : result;
}

/** Makes a mailbox the official one of a collège, in place of any other. Only the service Éducation may. */
export async function handOverMailbox(
  deps: PersonDeps,
  command: MemberCommand,
  name: string,
): Promise<PersonResult> {
  const { by, uai, mail } = command;
  if (!isEducation(by)) return { kind: 'forbidden' };
  // The new one first: a run that dies in between leaves two, and asking again finishes it. None would lock the collège out.
  const result = await change(deps, { ...command, name }, (next, act) =>
    withMailbox(next, uai, act),
  );
  const former = (await deps.persons.list()).filter(
    (person) => person.mail !== mail && person.mailboxOf.includes(uai),
  );
  for (const { mail: formerMail } of former) {
    await change(deps, { ...command, mail: formerMail }, (person, act) =>
      withoutMailbox(person, uai, act),
    );
  }
  return result;
}

/** Makes a person a member of the service Éducation. A person who is stored already keeps their name and their collèges. */
export async function joinEducation(
  deps: PersonDeps,
  command: PersonCommand,
  name: string,
): Promise<PersonResult> {
  if (!isEducation(command.by)) return { kind: 'forbidden' };
  return change(deps, { ...command, name }, withEducation);
}

/** Takes a person out of the service Éducation, unless they are its last member. */
export async function leaveEducation(
  deps: PersonDeps,
  command: PersonCommand,
): Promise<LeaveEducationResult> {
  const { by, mail, idempotencyKey } = command;
  if (!isEducation(by) || !(await deps.persons.find(mail))) return { kind: 'forbidden' };
  if (!(await hasOtherMembers(deps, mail))) return { kind: 'last-one' };
  const result = await change(deps, command, withoutEducation);
  if (result.kind !== 'done' || (await hasOtherMembers(deps, mail))) return result;
  // The last two members removed each other at the same moment: a run that finds no member left restores its own.
  const restoring = { ...command, idempotencyKey: `${idempotencyKey} undone` };
  await change(deps, restoring, withEducation);
  return { kind: 'last-one' };
}

async function hasOtherMembers({ persons }: PersonDeps, mail: string): Promise<boolean> {
  return (await persons.list()).some((person) => isEducation(person) && person.mail !== mail);
}

/** Closes every session of a person, on all devices. A person closes their own, the service Éducation those of all. */
export async function closeSessions(
  deps: PersonDeps,
  command: PersonCommand,
): Promise<PersonResult> {
  const { by, mail } = command;
  if (by.mail !== mail && !isEducation(by)) return { kind: 'forbidden' };
  return change(deps, command, withSessionsClosed);
}

/** The members of a collège, its official mailbox first; `undefined` for a person who may not see them. */
export async function listPeople(
  { persons }: Pick<Deps, 'persons'>,
  uai: Uai,
  by: KnownPerson,
): Promise<readonly KnownPerson[] | undefined> {
  if (!canManageMembers(by, uai)) return undefined;
  const members = (await persons.list()).filter(({ memberOf }) => memberOf.includes(uai));
  const rank = ({ mailboxOf }: KnownPerson) => (mailboxOf.includes(uai) ? 0 : 1);
  return members.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'fr'));
}

/** The people whom a typed text finds, by name; `undefined` outside the service Éducation. */
export async function viewPeople(
  { departement, persons }: Pick<Deps, 'departement' | 'persons'>,
  by: KnownPerson,
  input: string,
): Promise<readonly PersonFile[] | undefined> {
  if (!isEducation(by)) return undefined;
  const [register, people] = await Promise.all([departement.register(), persons.list()]);
  return searchPeople(people, register, input)
    .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
    .map((person) => fileOf(person, register));
}

/** One person, for themselves and for the service Éducation; `undefined` for others, and where there is none. */
export async function viewPerson(
  { departement, persons }: Pick<Deps, 'departement' | 'persons'>,
  by: KnownPerson,
  mail: string,
): Promise<PersonFile | undefined> {
  if (by.mail !== mail && !isEducation(by)) return undefined;
  const [register, person] = await Promise.all([departement.register(), persons.find(mail)]);
  return person && fileOf(person, register);
}

function fileOf(person: KnownPerson, register: Register): PersonFile {
  const colleges = person.memberOf.flatMap((uai) => findCollege(register, uai) ?? []);
  return { person, colleges };
}

/** Applies an act that is valid in every state of a person. */
async function change(
  deps: PersonDeps,
  command: PersonCommand & { readonly name?: string },
  apply: (person: KnownPerson, by: By) => KnownPerson,
): Promise<PersonResult> {
  const result = await changePerson(deps, command, (person, at) =>
    apply(person, actOf(command, at)),
  );
  if (result.kind === 'invalid-transition') throw new Error('This act is always valid');
  return result;
}

function actOf({ by, idempotencyKey }: PersonCommand, at: Instant): By {
  return { at, who: by.name, idempotencyKey };
}
