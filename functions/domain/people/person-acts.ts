import type { Instant } from '../calendar.ts';
import type { Uai } from '../colleges/uai.ts';
import type { Door } from '../door.ts';
import type { KnownPerson, PersonAct } from './person.ts';

/** Who changes what a person may do, and when. */
export interface By {
  readonly at: Instant;
  readonly who: string;
  readonly opening: string;
  /** The site, unless told. */
  readonly door?: Door | undefined;
}

/** The person, also bound to that collège. Bound already, nothing changes. */
export function bind(person: KnownPerson, uai: Uai, by: By): KnownPerson {
  if (person.boundTo.includes(uai)) return person;
  return withEntry({ ...person, boundTo: [...person.boundTo, uai] }, 'bound', by);
}

/** The person, no longer bound to that collège. */
export function unbind(person: KnownPerson, uai: Uai, by: By): KnownPerson {
  if (!person.boundTo.includes(uai)) return person;
  return withEntry({ ...person, boundTo: without(person.boundTo, uai) }, 'unbound', by);
}

/** The person, as the official mailbox of that collège. */
export function makeMailbox(person: KnownPerson, uai: Uai, by: By): KnownPerson {
  if (person.mailboxOf.includes(uai)) return person;
  const boundTo = [...without(person.boundTo, uai), uai];
  return withEntry(
    { ...person, boundTo, mailboxOf: [...person.mailboxOf, uai] },
    'made-mailbox',
    by,
  );
}

/** The person, once another mailbox is the official one: it speaks for that collège no more. */
export function handOver(person: KnownPerson, uai: Uai, by: By): KnownPerson {
  if (!person.mailboxOf.includes(uai)) return person;
  const boundTo = without(person.boundTo, uai);
  const mailboxOf = without(person.mailboxOf, uai);
  return withEntry({ ...person, boundTo, mailboxOf }, 'handed-over', by);
}

/** The person, with every session opened so far closed. */
export function closeSessions(person: KnownPerson, by: By): KnownPerson {
  return withEntry({ ...person, signedOutAt: by.at }, 'signed-out', by);
}

/** The person, of the service Éducation. */
export function joinEducation(person: KnownPerson, by: By): KnownPerson {
  if (person.education) return person;
  return withEntry({ ...person, education: true }, 'joined-education', by);
}

/** The person, no longer of the service Éducation. */
export function leaveEducation(person: KnownPerson, by: By): KnownPerson {
  if (!person.education) return person;
  return withEntry({ ...person, education: undefined }, 'left-education', by);
}

function without(uais: readonly Uai[], uai: Uai): readonly Uai[] {
  return uais.filter((each) => each !== uai);
}

function withEntry(person: KnownPerson, what: PersonAct, by: By): KnownPerson {
  const { at, who, opening, door = 'web' } = by;
  const entry = { at, who, door, what, version: person.version + 1 };
  return { ...person, lastOpening: opening, journal: [...person.journal, entry] };
}
