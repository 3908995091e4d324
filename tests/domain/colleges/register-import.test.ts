import { expect, test } from 'vitest';
import type { College } from '../../../functions/domain/colleges/college.ts';
import {
  compareRegisters,
  differingFields,
} from '../../../functions/domain/colleges/register-import.ts';
import { registerIn } from '../../adapters/annuaire/parse-47.ts';
import { annuaireBytes } from '../../shared/annuaire-47.ts';

const register = registerIn(annuaireBytes);
const [first, second] = register;
if (!first || !second) throw new Error('The register cannot be parsed');

// With `Required`, a new field of a collège compiles only once it is compared too.
const other: Required<Omit<College, 'uai'>> = {
  name: 'Collège Simone Veil',
  commune: 'Agen Cedex',
  postcode: '47999',
  street: '1 rue de la Paix',
  mail: 'college@example.org',
  phone: '05 53 00 00 00',
  pupils: 1,
  aliases: ['Veil'],
  citeScolaire: true,
};

test.each(Object.entries(other))('a new %s is a change', (field, value) => {
  expect(differingFields(first, { ...first, [field]: value })).toEqual([field]);
});

test('an absent field equals an undefined one', () => {
  const { mail: _, phone: __, ...bare } = first;
  expect(differingFields(first, bare)).toEqual([]);
});

test('every collège is either added, removed, changed or unchanged', () => {
  const changed = { ...second, name: 'Collège Simone Veil' };
  const rest = register.slice(2);
  expect(compareRegisters(register.slice(1), [first, changed, ...rest.slice(0, -1)])).toEqual({
    added: [first],
    changed: [{ before: second, after: changed }],
    unchanged: rest.slice(0, -1),
    removed: rest.slice(-1),
  });
});
