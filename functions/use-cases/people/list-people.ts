import type { Uai } from '../../domain/colleges/uai.ts';
import { type KnownPerson, mayBindTo } from '../../domain/people/person.ts';
import type { PersonStore } from '../ports.ts';

/** `undefined`: not theirs to see. */
export type ListPeople = (uai: Uai, by: KnownPerson) => Promise<readonly KnownPerson[] | undefined>;

/** Who may speak for a collège, its official mailbox first. */
export function makeListPeople({ persons }: { readonly persons: PersonStore }): ListPeople {
  return async (uai, by) => {
    if (!mayBindTo(by, uai)) return undefined;
    const bound = (await persons.list()).filter(({ boundTo }) => boundTo.includes(uai));
    const rank = ({ mailboxOf }: KnownPerson) => (mailboxOf.includes(uai) ? 0 : 1);
    return bound.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'fr'));
  };
}
