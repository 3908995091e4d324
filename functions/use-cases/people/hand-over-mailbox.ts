import { isEducation, newPerson } from '../../domain/people/person.ts';
import { handOver, makeMailbox } from '../../domain/people/person-acts.ts';
import type { BindCommand } from './bind-person.ts';
import { type PersonDeps, type PersonOutcome, savePerson } from './save-person.ts';

export type HandOverMailbox = (command: BindCommand, name: string) => Promise<PersonOutcome>;

/** Makes that the official mailbox of a collège, in the place of any other. Only the service Éducation may. */
export function makeHandOverMailbox({ persons, clock }: PersonDeps): HandOverMailbox {
  return async ({ uai, mail, by, opening }, name) => {
    if (!isEducation(by)) return { kind: 'not-yours' };
    const at = clock.now().toISOString();
    const act = { at, who: by.name, opening };
    const next = (await persons.find(mail)) ?? newPerson(mail, name, at);
    // The new one first: a run that dies in between leaves two, and is finished by asking again. None would be worse.
    const outcome = await savePerson(persons, next, makeMailbox(next, uai, act));
    if (outcome.kind !== 'done') return outcome;
    for (const other of await persons.list()) {
      if (other.mail === mail) continue;
      const handed = await savePerson(persons, other, handOver(other, uai, act));
      if (handed.kind !== 'done') return handed;
    }
    return outcome;
  };
}
