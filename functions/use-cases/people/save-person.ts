import type { KnownPerson } from '../../domain/people/person.ts';
import type { Clock, PersonStore } from '../ports.ts';

export interface PersonDeps {
  readonly persons: PersonStore;
  readonly clock: Clock;
}

/** Who is changed, and by whom. */
export interface PersonCommand {
  /** Lower case. */
  readonly mail: string;
  readonly by: KnownPerson;
  readonly opening: string;
}

export type PersonSaved =
  | { readonly kind: 'done'; readonly person: KnownPerson }
  /** Somebody else changed that person at the same moment: to be asked again. */
  | { readonly kind: 'stale' };

export type PersonOutcome =
  | PersonSaved
  /** Nobody has that mailbox, or they may not: nobody learns which. */
  | { readonly kind: 'not-yours' };

/** Writes the person as changed; nothing where nothing changed. */
export async function savePerson(
  persons: PersonStore,
  before: KnownPerson,
  after: KnownPerson,
): Promise<PersonSaved> {
  if (after === before) return { kind: 'done', person: before };
  if ((await persons.save(after)) === 'stale') return { kind: 'stale' };
  return { kind: 'done', person: { ...after, version: after.version + 1 } };
}
