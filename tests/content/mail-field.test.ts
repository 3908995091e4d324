import { describe, expect, test } from 'vitest';
import { fields, mail } from '../../functions/content/fields.ts';

const schema = fields(() => ({ mail: mail({ label: 'Adresse', missing: 'Manque.' }) }));

function errorOf(address: string): string | undefined {
  return schema().safeParse({ mail: address }).error?.issues[0]?.message;
}

describe('an address that can exist is accepted', () => {
  test.each([
    'claire.durand@colleges.example.org',
    'ce.0470678g@ac-bordeaux.fr',
    "o'neil+casiers@a-b.example.org",
    `${'a'.repeat(64)}@example.org`,
    `a@${'b'.repeat(63)}.example.org`,
    'a@xn--dj-kia8a.example.org',
  ])('%s', (address) => {
    expect(errorOf(address)).toBeUndefined();
  });

  test('of 254 characters', () => {
    const address = `${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(58)}.fr`;
    expect(address).toHaveLength(254);
    expect(errorOf(address)).toBeUndefined();
  });
});

describe('an address that cannot exist is refused, with what is wrong', () => {
  test('more than 64 characters before the @', () => {
    expect(errorOf(`${'a'.repeat(65)}@example.org`)).toContain('64 caractères avant le @');
  });

  test.each([`a@${'b'.repeat(64)}.example.org`, 'a@example-.org', 'a@b.college-.fr'])(
    'a label that is too long or ends with a hyphen: %s',
    (address) => {
      expect(errorOf(address)).toContain('ne peut pas suivre le @');
    },
  );

  test('more than 254 characters in all', () => {
    const domain = `${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(59)}.fr`;
    expect(errorOf(`${'a'.repeat(64)}@${domain}`)).toContain('254 caractères');
  });

  test.each(['claire.durand', '@example.org', 'a@example', 'a..b@example.org', '.a@example.org'])(
    'what is no address: %s',
    (address) => {
      expect(errorOf(address)).toBe(
        'Écrivez une adresse complète, par exemple prenom.nom@exemple.fr.',
      );
    },
  );

  test('a hyphen at the start of a label', () => {
    expect(errorOf('a@-example.org')).toBeDefined();
  });
});
