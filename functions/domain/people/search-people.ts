import { findCollege, type Register } from '../colleges/college.ts';
import { plainText } from '../plain-text.ts';
import type { KnownPerson } from './person.ts';

/**
 * The people whose name, mail or collèges contain every typed word (from its beginning), accents aside. Nothing typed
 * finds everybody.
 */
export function searchPeople(
  people: readonly KnownPerson[],
  register: Register,
  typed: string,
): readonly KnownPerson[] {
  const words = plainText(typed).split(' ').filter(Boolean);
  return people.filter((person) => {
    const text = ` ${plainText(searchText(person, register))}`;
    return words.every((word) => text.includes(` ${word}`));
  });
}

function searchText({ name, mail, boundTo }: KnownPerson, register: Register): string {
  const colleges = boundTo.flatMap((uai) => findCollege(register, uai) ?? []);
  return [name, mail, ...colleges.flatMap((college) => [college.name, college.commune])].join(' ');
}
