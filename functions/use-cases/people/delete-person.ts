import type { Declaration } from '../../domain/declarations/declaration.ts';
import { isEducation } from '../../domain/people/person.ts';
import type { ContactStore, DamageStore, DeclarationStore, DepartementStore } from '../ports.ts';
import type { PersonCommand, PersonDeps, PersonOutcome } from './save-person.ts';

export interface DeletePersonDeps extends PersonDeps {
  readonly departement: DepartementStore;
  readonly declarations: DeclarationStore;
  readonly damages: DamageStore;
  readonly contacts: ContactStore;
}

export type DeletePersonOutcome =
  | PersonOutcome
  /** Another mailbox must be the official one of their collège first. */
  | { readonly kind: 'is-mailbox' }
  /** They must leave the service Éducation first: there must always be somebody. */
  | { readonly kind: 'in-education' };

export type DeletePerson = (command: PersonCommand) => Promise<DeletePersonOutcome>;

/**
 * Forgets a person who asks for it: who they are, their sessions, their accounts in the chats, and their mailbox wherever
 * something was to be told to it. Journals are history and keep the name of whoever acted.
 */
export function makeDeletePerson(deps: DeletePersonDeps): DeletePerson {
  const { persons } = deps;
  return async ({ mail, by }) => {
    if (!isEducation(by)) return { kind: 'not-yours' };
    const person = await persons.find(mail);
    if (!person) return { kind: 'not-yours' };
    if (person.mailboxOf.length > 0) return { kind: 'is-mailbox' };
    if (isEducation(person)) return { kind: 'in-education' };
    // First what is told to them: a run that dies in between is finished by asking again.
    if (!(await forgetMailbox(deps, mail))) return { kind: 'stale' };
    const accounts = await deps.contacts.listOf(mail);
    await Promise.all(accounts.map((contact) => deps.contacts.remove(contact)));
    if ((await persons.remove(person)) === 'stale') return { kind: 'stale' };
    return { kind: 'done', person };
  };
}

/** False where somebody else wrote at the same moment. */
async function forgetMailbox(deps: DeletePersonDeps, mail: string): Promise<boolean> {
  const register = await deps.departement.register();
  const outcomes = await Promise.all(
    register.map(async ({ uai }) => {
      const [declarations, damages] = await Promise.all([
        deps.declarations.listOf(uai),
        deps.damages.listOf(uai),
      ]);
      return Promise.all([
        ...declarations
          .filter(({ filedBy, withdrawnBy }) => filedBy === mail || withdrawnBy === mail)
          .map((told) => deps.declarations.save(withoutMailbox(told, mail))),
        ...damages
          .filter(({ reportedBy }) => reportedBy === mail)
          .map((told) => deps.damages.save({ ...told, reportedBy: undefined })),
      ]);
    }),
  );
  return outcomes.flat().every((outcome) => outcome === 'saved');
}

function withoutMailbox(declaration: Declaration, mail: string): Declaration {
  const { filedBy, withdrawnBy } = declaration;
  return {
    ...declaration,
    filedBy: filedBy === mail ? undefined : filedBy,
    withdrawnBy: withdrawnBy === mail ? undefined : withdrawnBy,
  };
}
