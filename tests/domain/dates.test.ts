import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { parseDay, schoolYearOf } from '../../functions/domain/dates.ts';

describe('a day', () => {
  test.each([
    ['03/02/2026', '2026-02-03'],
    ['3/2/2026', '2026-02-03'],
    ['3.2.26', '2026-02-03'],
    [' 03 - 02 - 2026 ', '2026-02-03'],
    ['2026-02-03', '2026-02-03'],
    ['29/02/2028', '2028-02-29'],
  ])('is parsed as people write it: %s', (input, day) => {
    expect(parseDay(input)).toBe(day);
  });

  test.each(['', '1', 'mardi', '31/02/2026', '29/02/2026', '2026-13-01', '3/2', '2026', '32/1/26'])(
    'that does not exist is none: %s',
    (input) => {
      expect(parseDay(input)).toBeUndefined();
    },
  );

  test.prop([
    fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }),
  ])('is parsed from its stored form', (date) => {
    const day = date.toISOString().slice(0, 10);
    const [year, month, of] = day.split('-');
    expect(parseDay(day)).toBe(day);
    expect(parseDay(`${of}/${month}/${year}`)).toBe(day);
  });

  test.prop([fc.string({ unit: 'binary' })])(
    'is not parsed from any other text, without throwing',
    (input) => {
      const day = parseDay(input);
      expect(day === undefined || /^\d{4}-\d{2}-\d{2}$/.test(day)).toBe(true);
    },
  );
});

test.each([
  ['2025-09-01', '2025-2026'],
  ['2025-12-31', '2025-2026'],
  ['2026-01-01', '2025-2026'],
  ['2026-08-31', '2025-2026'],
  ['2026-09-01', '2026-2027'],
  ['1999-10-01', '1999-2000'],
])('the school year of %s is %s', (day, schoolYear) => {
  expect(schoolYearOf(day)).toBe(schoolYear);
});
