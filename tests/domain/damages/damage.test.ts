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

/** The store counts the version up. */
const stored = (damage: Damage) => ({ ...damage, version: damage.version + 1 });

const anyAct = fc.constantFrom(...damageActs.filter((what) => what !== 'reported'));

function damageAfter(acts: readonly DamageChange['what'][]): Damage {
  return acts.reduce<Damage>((damage, what) => {
    const changed = changeDamage(damage, { what }, act);
    return changed ? stored(changed) : damage;
  }, stored(reported));
}

describe('a damage after any acts', () => {
  test.prop([fc.array(anyAct, { maxLength: 12 })])(
    'keeps every line of its journal, each with its version',
    (acts) => {
      const { journal, version } = damageAfter(acts);
      expect(journal.map((entry) => entry.version)).toEqual(
        Array.from({ length: version }, (_, index) => index + 1),
      );
    },
  );

  test.prop([fc.array(anyAct, { maxLength: 12 })])(
    'is open again after the answer that it is still broken',
    (acts) => {
      expect(isOpen(damageAfter([...acts, 'still-broken']))).toBe(true);
    },
  );

  test.prop([fc.array(anyAct, { maxLength: 12 })])(
    'always allows a follow-up, and status updates only while it is open',
    (acts) => {
      const damage = damageAfter(acts);
      const allowed = Object.keys(damageTransitions[damage.state]);
      expect(allowed).toEqual(expect.arrayContaining(['repair-confirmed', 'still-broken']));
      expect(allowed.length > 2).toBe(isOpen(damage));
    },
  );

  test('goes from the report to the repair, and back if it is still broken', () => {
    const acts = ['acknowledged', 'planned', 'repaired', 'still-broken'] as const;
    const states = acts.map((_, index) => damageAfter(acts.slice(0, index + 1)).state);
    expect(states).toEqual(['acknowledged', 'planned', 'repaired', 'reported']);
  });

  test('keeps the note and the day of an act', () => {
    const planned = changeDamage(
      reported,
      { what: 'planned', note: 'Équipe du mardi.', day: '2026-02-03' },
      act,
    );
    expect(planned?.journal.at(-1)).toMatchObject({ note: 'Équipe du mardi.', day: '2026-02-03' });
  });
});

test('the lockers of a damage are counted with and without numbers', () => {
  expect(reported.lockersCount).toBe(13);
  expect(newDamage({ ...report, lockersUnnumbered: 2 }, key, act).lockersCount).toBe(15);
});

describe('a report', () => {
  test('with a place, lockers and parts has no problem', () => {
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
      'an undescribed part',
      { parts: ['other'], description: '' },
      { field: 'description', problem: 'undescribed' },
    ],
  ])('with %s has that problem', (_, wrong, problem) => {
    expect(damageProblems({ ...report, ...wrong })).toEqual([problem]);
  });
});

describe('a second report', () => {
  const second: DamageReport = {
    ...report,
    lockers: [{ prefix: '', first: 112, last: 120, digits: 1 }],
  };
  const overlaps = (over: Partial<DamageReport>, earlier: Damage = reported) =>
    overlappingDamages({ ...second, ...over }, [earlier]).length;

  test.each<[string, Partial<DamageReport>]>([
    ['at the same place', {}],
    ['at the same place in other letters', { building: 'batiment b', level: '1ER ETAGE' }],
    ['at the same place in fewer words', { building: 'B', level: '', corridor: '' }],
  ])('of lockers of an open one, %s, overlaps', (_, over) => {
    expect(overlaps(over)).toBe(1);
  });

  test.each<[string, Partial<DamageReport>]>([
    ['in another building', { building: 'Bâtiment C' }],
    ['of other numbers', { lockers: [{ prefix: '', first: 113, last: 114, digits: 1 }] }],
    ['of another row', { lockers: [{ prefix: 'A', first: 101, last: 112, digits: 1 }] }],
  ])('%s is another damage', (_, over) => {
    expect(overlaps(over)).toBe(0);
  });

  test('of lockers without numbers overlaps if the first has such lockers too', () => {
    const unnumbered = { lockers: [], lockersUnnumbered: 3 };
    expect(overlaps(unnumbered)).toBe(0);
    expect(overlaps(unnumbered, newDamage({ ...report, ...unnumbered }, key, act))).toBe(1);
  });

  test('of repaired lockers overlaps only once they are broken again', () => {
    expect(overlaps({}, damageAfter(['repaired']))).toBe(0);
    expect(overlaps({}, damageAfter(['repaired', 'still-broken']))).toBe(1);
  });
});

const anyId = fc
  .array(fc.constantFrom(...idCharacters), { minLength: 6, maxLength: 6 })
  .map((characters) => characters.join(''));

describe('the reference of a damage', () => {
  test('names the collège and the damage', () => {
    expect(damageReference(key)).toBe('D-0470678G-7F3K2M');
  });

  test.prop([fc.constantFrom(...register), anyId])('is parsed back', ({ uai }, id) => {
    expect(parseDamageReference(damageReference({ uai, id }))).toEqual({ uai, id });
  });

  test.each([
    ['d 0470678g 7f3k2m', '7F3K2M'],
    ['D-470678G-7F3K2M', '7F3K2M'],
    ['D-0470678G-IOL0K2', '1010K2'],
  ])('is parsed as a person may have heard it: %s', (input, id) => {
    expect(parseDamageReference(input)).toEqual({ uai: crochepierre.uai, id });
  });

  test.each(['D-0470678A-7F3K2M', 'D-0470678G-7F3K2', 'D-0470678G-7F3KU2', '2026-0470678G', ''])(
    'cannot be %j',
    (input) => {
      expect(parseDamageReference(input)).toBeUndefined();
    },
  );
});
