import type { College } from '../../functions/domain/colleges/college.ts';
import { type KnownPerson, newPerson } from '../../functions/domain/people/person.ts';
import type { PersonStore } from '../../functions/use-cases/ports.ts';

/** Those who are known already stay as they are. Nobody is written to: they did not ask for anything. */
export async function addPeople(store: PersonStore, people: readonly KnownPerson[]): Promise<void> {
  const known = new Set((await store.list()).map(({ mail }) => mail));
  for (const person of people) {
    if (!known.has(person.mail)) await store.save(person);
  }
}

/** The official mailbox of each of these collèges that has one; several may share theirs. */
export function officialMailboxes(colleges: readonly College[]): readonly KnownPerson[] {
  const mailboxes = new Map<string, KnownPerson>();
  for (const { uai, name, mail } of colleges) {
    if (!mail) continue;
    const address = mail.toLowerCase();
    const person = mailboxes.get(address) ?? newPerson(address, name);
    mailboxes.set(address, {
      ...person,
      boundTo: [...person.boundTo, uai],
      mailboxOf: [...person.mailboxOf, uai],
    });
  }
  return [...mailboxes.values()];
}

/** Somebody who is known already joins the service under the name they have. */
export async function addToEducation(
  store: PersonStore,
  { mail, name }: { readonly mail: string; readonly name: string },
): Promise<void> {
  const address = mail.toLowerCase();
  const person = (await store.find(address)) ?? newPerson(address, name);
  if (person.education) return;
  if ((await store.save({ ...person, education: true })) === 'stale') {
    throw new Error(`${address} was changed at the same moment: run it again`);
  }
}
