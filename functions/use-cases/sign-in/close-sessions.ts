import { isEducation } from '../../domain/people/person.ts';
import { closeSessions } from '../../domain/people/person-acts.ts';
import {
  type PersonCommand,
  type PersonDeps,
  type PersonOutcome,
  savePerson,
} from '../people/save-person.ts';

export type CloseSessions = (command: PersonCommand) => Promise<PersonOutcome>;

/** Closes every session of a person, wherever it is open: their own, or anybody's for the service Éducation. */
export function makeCloseSessions({ persons, clock }: PersonDeps): CloseSessions {
  return async ({ mail, by, opening }) => {
    if (by.mail !== mail && !isEducation(by)) return { kind: 'not-yours' };
    const person = await persons.find(mail);
    if (!person) return { kind: 'not-yours' };
    const act = { at: clock.now().toISOString(), who: by.name, opening };
    return savePerson(persons, person, closeSessions(person, act));
  };
}
