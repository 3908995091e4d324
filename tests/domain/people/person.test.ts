import { expect, test } from 'vitest';
import { searchPeople } from '../../../functions/domain/people/person.ts';
import { durand, inspector, lambert, mailbox, petit, register } from '../../shared/examples.ts';

const ines = { ...lambert, name: 'Inès Garçia', mail: 'ig@example.org', memberOf: [] };
const people = [durand, petit, lambert, mailbox, inspector, ines];
const found = (input: string) => searchPeople(people, register, input).map(({ name }) => name);

test.each([
  ['', people.map(({ name }) => name)],
  ['INES garcia', ['Inès Garçia']],
  ['dur', ['Claire Durand']],
  ['urand', []],
  ['marmande', ['Omar Petit', 'Paul Lambert']],
  ['petit marmande', ['Omar Petit']],
  ['ce.0470678g@colleges', ['Collège André Crochepierre']],
  ['(', people.map(({ name }) => name)],
])('a person is found by name, mail or collège, accents aside: %s', (input, names) => {
  expect(found(input)).toEqual(names);
});
