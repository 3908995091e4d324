import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  countLockers,
  type LockerRange,
  parseLockers,
  printLockers,
  sharedLockers,
} from '../../functions/domain/lockers.ts';

function lockersOf(input: string): readonly LockerRange[] {
  const parsed = parseLockers(input);
  if (parsed.kind !== 'lockers') throw new Error(`${input} is ${parsed.kind}`);
  return parsed.lockers;
}

const anyPart = fc
  .record({
    prefix: fc.constantFrom('', 'A', 'b', 'BC'),
    first: fc.nat({ max: 130 }),
    more: fc.nat({ max: 12 }),
    zeros: fc.constantFrom('', '0', '00'),
  })
  .map(({ prefix, first, more, zeros }) =>
    more === 0
      ? `${prefix}${zeros}${first}`
      : `${prefix}${zeros}${first}-${prefix}${zeros}${first + more}`,
  );

/** Lockers parsed from any text of numbers, in any order, with any leading zeros. */
const anyLockers = fc
  .array(anyPart, { maxLength: 6 })
  .map((parts) => parseLockers(parts.join(', ')))
  .filter((parsed) => parsed.kind === 'lockers')
  .map(({ lockers }) => lockers);

/** Every single locker without leading zeros: `7` and `007` are one locker. */
function eachLockerOf(lockers: readonly LockerRange[]): Set<string> {
  const labels = lockers.flatMap(({ prefix, first, last }) =>
    Array.from({ length: last - first + 1 }, (_, index) => `${prefix}${first + index}`),
  );
  return new Set(labels);
}

describe('any lockers', () => {
  test.prop([anyLockers])('are the same when they are printed and parsed', (lockers) => {
    expect(lockersOf(printLockers(lockers))).toEqual(lockers);
  });

  test.prop([anyLockers])('are counted one by one', (lockers) => {
    expect(countLockers(lockers)).toBe(eachLockerOf(lockers).size);
  });

  test.prop([anyLockers, anyLockers])(
    'share with others the lockers that are in both, in either order',
    (one, other) => {
      const both = [...eachLockerOf(one)].filter((label) => eachLockerOf(other).has(label));
      const shared = sharedLockers(one, other);
      expect(eachLockerOf(shared)).toEqual(new Set(both));
      expect(countLockers(shared)).toBe(both.length);
      expect(sharedLockers(other, one)).toEqual(shared);
    },
  );

  test.prop([anyLockers])('share all lockers with themselves', (lockers) => {
    expect(sharedLockers(lockers, lockers)).toEqual(lockers);
  });
});

describe('numbers as people write them', () => {
  test.each([
    ['101-112, 115', '101-112, 115', 13],
    ['101 à 112', '101-112', 12],
    ['101à112', '101-112', 12],
    ['101 A 112', '101-112', 12],
    ['du 101 au 112 et le 115', '101-112, 115', 13],
    ['101–112', '101-112', 12],
    ['101 - 112', '101-112', 12],
    ['A12-A18', 'A12-A18', 7],
    ['a12-18', 'A12-A18', 7],
    ['101; 102 ;103', '101-103', 3],
    ['101 102\n105', '101-102, 105', 3],
    ['- 101\n- 103', '101, 103', 2],
    ['115, 101-112.', '101-112, 115', 13],
    ['n° 12, n°14', '12, 14', 2],
    ['casiers 12 à 14', '12-14', 3],
    ['001-012', '001-012', 12],
    ['098-102', '098-102', 5],
    ['09, 10', '09-10', 2],
    ['6, 007', '6, 007', 2],
    ['B2, A10, 7', '7, A10, B2', 3],
    ['', '', 0],
    [' , ;\n', '', 0],
  ])('%j', (input, printed, count) => {
    const lockers = lockersOf(input);
    expect(printLockers(lockers)).toBe(printed);
    expect(countLockers(lockers)).toBe(count);
  });
});

describe('a text that is not lockers', () => {
  test.each([
    ['112-101', { kind: 'reversed', first: '112', last: '101' }],
    ['A12-B18', { kind: 'mixed-prefixes', first: 'A12', last: 'B18' }],
    ['12-B18', { kind: 'mixed-prefixes', first: '12', last: 'B18' }],
    ['101-112, 105', { kind: 'duplicate', locker: '105' }],
    ['7, 007', { kind: 'duplicate', locker: '007' }],
    ['101, une dizaine', { kind: 'unreadable', part: 'une' }],
    ['12bis', { kind: 'unreadable', part: '12bis' }],
    ['101-', { kind: 'unreadable', part: '101-' }],
    ['1234567', { kind: 'unreadable', part: '1234567' }],
    ['1-501', { kind: 'too-many', count: 501 }],
    ['1-300, A1-A201', { kind: 'too-many', count: 501 }],
  ])('%j gives its fault', (input, fault) => {
    expect(parseLockers(input)).toEqual(fault);
  });

  test('500 lockers are accepted', () => {
    expect(countLockers(lockersOf('1-500'))).toBe(500);
  });

  test.prop([fc.oneof(fc.string(), fc.string({ unit: 'binary' }))])(
    'no text makes parsing throw',
    (input) => {
      expect(parseLockers(input).kind).toBeTypeOf('string');
    },
  );
});
