import type { Instant } from './calendar.ts';
import type { KnownPerson, PersonAct } from './person.ts';
import type { Uai } from './uai.ts';

/** Who binds, and when. */
export interface BindAct {
  readonly at: Instant;
  readonly who: string;
  readonly opening: string;
}

/** The person, also bound to that collège. Bound already, nothing changes. */
export function bind(person: KnownPerson, uai: Uai, act: BindAct): KnownPerson {
  if (person.boundTo.includes(uai)) return person;
  return withEntry({ ...person, boundTo: [...person.boundTo, uai] }, 'bound', act);
}

/** The person, no longer bound to that collège. */
export function unbind(person: KnownPerson, uai: Uai, act: BindAct): KnownPerson {
  if (!person.boundTo.includes(uai)) return person;
  const boundTo = person.boundTo.filter((bound) => bound !== uai);
  return withEntry({ ...person, boundTo }, 'unbound', act);
}

function withEntry(person: KnownPerson, what: PersonAct, act: BindAct): KnownPerson {
  const { at, who, opening } = act;
  const entry = { at, who, door: 'web', what, version: person.version + 1 } as const;
  return { ...person, lastOpening: opening, journal: [...person.journal, entry] };
}
