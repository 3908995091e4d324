import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { day, number } from '../../functions/content/format.ts';

/* These functions avoid `Intl`, which slows cold starts; the tests compare them with it. */

const wholeNumbers = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 });
const longDates = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' });

describe('formatting without Intl', () => {
  test.prop([fc.integer()])('numbers are as Intl writes them in French', (value) => {
    expect(number(value)).toBe(wholeNumbers.format(value));
  });

  test.prop([
    fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
  ])('days are as Intl writes them in French', (date) => {
    const expected = longDates.format(date).replace(/^1 /, '1er ');
    expect(day(date.toISOString().slice(0, 10))).toBe(expected);
  });
});
