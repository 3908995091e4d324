import { type College, findCollege } from '../domain/colleges/college.ts';
import { type KnownPerson, withMembershipDeclined } from '../domain/people/person.ts';
import { changePerson, type PersonDeps } from './people.ts';
import type { Deps } from './ports.ts';
import { type AddedMember, verifyRefusal } from './refusal-tokens.ts';

type RefusalDeps = Pick<Deps, 'departement' | 'isSame'> & PersonDeps;

export interface Refusal {
  readonly added: AddedMember;
  readonly person: KnownPerson;
  readonly college: College;
  /** They are no member any more. */
  readonly isDone: boolean;
}

/** Shows what a signed link would do without doing it; `undefined` when it is forged, or of a membership that is over. */
export async function checkRefusal(
  deps: RefusalDeps,
  signed: string,
): Promise<Refusal | undefined> {
  const added = await verifyRefusal(deps, signed);
  if (!added) return undefined;
  const { mail, uai } = added;
  const [register, person] = await Promise.all([
    deps.departement.register(),
    deps.persons.find(mail),
  ]);
  const college = findCollege(register, uai);
  if (!college || !person || person.mailboxOf.includes(uai)) return undefined;
  return { added, person, college, isDone: !person.memberOf.includes(uai) };
}

/** Ends a membership that its person refuses. Doing it again changes nothing. */
export async function declineMembership(
  deps: RefusalDeps,
  signed: string,
): Promise<Refusal | undefined> {
  const refusal = await checkRefusal(deps, signed);
  if (!refusal) return undefined;
  const { mail, uai, addedAt } = refusal.added;
  const idempotencyKey = `declined ${uai} ${addedAt}`;
  const result = await changePerson(deps, { mail, uai, idempotencyKey }, (person, at) =>
    withMembershipDeclined(person, uai, { at, who: person.name, idempotencyKey }),
  );
  return result.kind === 'done' ? { ...refusal, isDone: true } : undefined;
}
