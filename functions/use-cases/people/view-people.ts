import { findCollege, type Register } from '../../domain/colleges/college.ts';
import { isEducation, type KnownPerson } from '../../domain/people/person.ts';
import { searchPeople } from '../../domain/people/search-people.ts';
import type { DepartementStore, PersonStore } from '../ports.ts';

/** A person, and the collèges they may speak for. */
export interface PersonFile {
  readonly person: KnownPerson;
  readonly colleges: Register;
}

interface ViewPeopleDeps {
  readonly departement: DepartementStore;
  readonly persons: PersonStore;
}

/** `undefined`: not of the service Éducation. */
export type ViewPeople = (
  by: KnownPerson,
  typed: string,
) => Promise<readonly PersonFile[] | undefined>;

/** Everybody whom a typed text means, for the service Éducation: by name. */
export function makeViewPeople({ departement, persons }: ViewPeopleDeps): ViewPeople {
  return async (by, typed) => {
    if (!isEducation(by)) return undefined;
    const [register, people] = await Promise.all([departement.register(), persons.list()]);
    return searchPeople(people, register, typed)
      .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
      .map((person) => fileOf(person, register));
  };
}

/** `undefined`: nobody has that mailbox, or it is not theirs to see. */
export type ViewPerson = (by: KnownPerson, mail: string) => Promise<PersonFile | undefined>;

/** One person, for themselves and for the service Éducation. */
export function makeViewPerson({ departement, persons }: ViewPeopleDeps): ViewPerson {
  return async (by, mail) => {
    if (by.mail !== mail && !isEducation(by)) return undefined;
    const [register, person] = await Promise.all([departement.register(), persons.find(mail)]);
    return person && fileOf(person, register);
  };
}

function fileOf(person: KnownPerson, register: Register): PersonFile {
  const colleges = person.boundTo.flatMap((uai) => findCollege(register, uai) ?? []);
  return { person, colleges };
}
