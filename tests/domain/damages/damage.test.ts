import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  changeDamage,
  type Damage,
  type DamageChange,
  type DamageReport,
  damageActs,
  damageProblems,
  damageTransitions,
  isOpen,
  newDamage,
} from '../../../functions/domain/damages/damage.ts';
import { overlappingDamages } from '../../../functions/domain/damages/triage.ts';
import {
  damageReference,
  idCharacters,
  parseDamageReference,
} from '../../../functions/domain/reference.ts';
import { crochepierre, register, damage as report } from '../../shared/examples.ts';

const act = {
  at: '2026-01-14T08:00:00.000Z',
  who: 'Claire Durand',
  channel: 'web',
  idempotencyKey: 'a',
} as const;
const key = { uai: crochepierre.uai, id: '7F3K2M' };
const reported = newDamage(report, key, act);

/** As the store does. */
const stored = (damage: Damage) => ({ ...damage, version: damage.version + 1 });

const anyAct = fc.constantFrom(...damageActs.filter((what) => what !== 'reported'));

function damageAfter(acts: readonly DamageChange['what'][]): Damage {
  return acts.reduce<Damage>((damage, what) => {
    const changed = changeDamage(damage, { what }, act);
    return changed ? stored(changed) : damage;
  }, stored(reported));
}

describe('a damage, whatever is done to it', () => {
  test.prop([fc.array(anyAct, { maxLength: 12 })])(
    'keeps every line of its journal, each with the version it made',
    (acts) => {
      const { journal, version } = damageAfter(acts);
      expect(journal.map((entry) => entry.version)).toEqual(
        Array.from({ length: version }, (_, index) => index + 1),
      );
    },
  );

  test.prop([fc.array(anyAct, { maxLength: 12 })])(
    'is open again once the collège says that it is still broken',
    (acts) => {
      expect(isOpen(damageAfter([...acts, 'still-broken']))).toBe(true);
    },
  );

  test.prop([fc.array(anyAct, { maxLength: 12 })])(
    'may always be answered by the collège, and only an open one by the service Éducation',
    (acts) => {
      const damage = damageAfter(acts);
      const allowed = Object.keys(damageTransitions[damage.state]);
      expect(allowed).toEqual(expect.arrayContaining(['repair-confirmed', 'still-broken']));
      expect(allowed.length > 2).toBe(isOpen(damage));
    },
  );

  test('goes from the report to the repair, and back when the repair does not hold', () => {
    const acts = ['acknowledged', 'planned', 'repaired', 'still-broken'] as const;
    const states = acts.map((_, index) => damageAfter(acts.slice(0, index + 1)).state);
    expect(states).toEqual(['acknowledged', 'planned', 'repaired', 'reported']);
  });

  test('keeps what was said with an act', () => {
    const planned = changeDamage(
      reported,
      { what: 'planned', note: 'Équipe du mardi.', day: '2026-02-03' },
      act,
    );
    expect(planned?.journal.at(-1)).toMatchObject({ note: 'Équipe du mardi.', day: '2026-02-03' });
  });
});

test('its lockers are counted with and without numbers', () => {
  expect(reported.lockersCount).toBe(13);
  expect(newDamage({ ...report, lockersUnnumbered: 2 }, key, act).lockersCount).toBe(15);
});

describe('a report', () => {
  test('that says where, which and what has no problem', () => {
    expect(damageProblems(report)).toEqual([]);
    const other = { ...report, parts: ['other'], level: '', corridor: '' } as const;
    expect(damageProblems(other)).toEqual([]);
    expect(damageProblems({ ...report, lockers: [], lockersUnnumbered: 1 })).toEqual([]);
  });

  test.each<[string, Partial<DamageReport>, object]>([
    [
      'no place',
      { building: '', level: '', corridor: '' },
      { field: 'building', problem: 'no-place' },
    ],
    ['no locker', { lockers: [] }, { field: 'lockers', problem: 'no-locker' }],
    [
      'something else and not what',
      { parts: ['other'], description: '' },
      { field: 'description', problem: 'undescribed' },
    ],
  ])('of %s is told so', (_, wrong, problem) => {
    expect(damageProblems({ ...report, ...wrong })).toEqual([problem]);
  });
});

describe('a second report', () => {
  const again: DamageReport = {
    ...report,
    lockers: [{ prefix: '', first: 112, last: 120, digits: 1 }],
  };
  const found = (said: Partial<DamageReport>, known: Damage = reported) =>
    overlappingDamages({ ...again, ...said }, [known]).length;

  test.each<[string, Partial<DamageReport>]>([
    ['at the same place', {}],
    ['at the same place in other letters', { building: 'batiment b', level: '1ER ETAGE' }],
    ['at the same place in fewer words', { building: 'B', level: '', corridor: '' }],
  ])('of lockers of an open one, %s, is noticed', (_, said) => {
    expect(found(said)).toBe(1);
  });

  test.each<[string, Partial<DamageReport>]>([
    ['in another building', { building: 'Bâtiment C' }],
    ['of other numbers', { lockers: [{ prefix: '', first: 113, last: 114, digits: 1 }] }],
    ['of another row', { lockers: [{ prefix: 'A', first: 101, last: 112, digits: 1 }] }],
  ])('%s is another damage', (_, said) => {
    expect(found(said)).toBe(0);
  });

  test('of lockers without numbers is noticed where the first is of such too', () => {
    const unnumbered = { lockers: [], lockersUnnumbered: 3 };
    expect(found(unnumbered)).toBe(0);
    expect(found(unnumbered, newDamage({ ...report, ...unnumbered }, key, act))).toBe(1);
  });

  test('of lockers that were repaired is news', () => {
    expect(found({}, damageAfter(['repaired']))).toBe(0);
    expect(found({}, damageAfter(['repaired', 'still-broken']))).toBe(1);
  });
});

const anyId = fc
  .array(fc.constantFrom(...idCharacters), { minLength: 6, maxLength: 6 })
  .map((characters) => characters.join(''));

describe('the reference of a damage', () => {
  test('says the collège and the damage', () => {
    expect(damageReference(key)).toBe('D-0470678G-7F3K2M');
  });

  test.prop([fc.constantFrom(...register), anyId])('is read back', ({ uai }, id) => {
    expect(parseDamageReference(damageReference({ uai, id }))).toEqual({ uai, id });
  });

  test.each([
    ['d 0470678g 7f3k2m', '7F3K2M'],
    ['D-470678G-7F3K2M', '7F3K2M'],
    ['D-0470678G-IOL0K2', '1010K2'],
  ])('is read as it was heard: %s', (input, id) => {
    expect(parseDamageReference(input)).toEqual({ uai: crochepierre.uai, id });
  });

  test.each(['D-0470678A-7F3K2M', 'D-0470678G-7F3K2', 'D-0470678G-7F3KU2', '2026-0470678G', ''])(
    'is not %j',
    (input) => {
      expect(parseDamageReference(input)).toBeUndefined();
    },
  );
});
