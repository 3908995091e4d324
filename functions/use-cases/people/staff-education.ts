import { isEducation, newPerson } from '../../domain/people/person.ts';
import { joinEducation, leaveEducation } from '../../domain/people/person-acts.ts';
import {
  type PersonCommand,
  type PersonDeps,
  type PersonOutcome,
  savePerson,
} from './save-person.ts';

export type JoinEducation = (command: PersonCommand, name: string) => Promise<PersonOutcome>;

/** Takes someone into the service Éducation. A person who is known already keeps their name and their collèges. */
export function makeJoinEducation({ persons, clock }: PersonDeps): JoinEducation {
  return async ({ mail, by, opening }, name) => {
    if (!isEducation(by)) return { kind: 'not-yours' };
    const at = clock.now().toISOString();
    const person = (await persons.find(mail)) ?? newPerson(mail, name, at);
    return savePerson(persons, person, joinEducation(person, { at, who: by.name, opening }));
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

  return async ({ mail, by, opening }) => {
    if (!isEducation(by)) return { kind: 'not-yours' };
    const person = await persons.find(mail);
    if (!person) return { kind: 'not-yours' };
    if ((await others(mail)).length === 0) return { kind: 'last-one' };
    const act = { at: clock.now().toISOString(), who: by.name, opening };
    const outcome = await savePerson(persons, person, leaveEducation(person, act));
    if (outcome.kind !== 'done' || (await others(mail)).length > 0) return outcome;
    // The last two took each other out at the same moment: whoever sees nobody left comes back.
    await savePerson(persons, outcome.person, joinEducation(outcome.person, act));
    return { kind: 'last-one' };
  };
}
