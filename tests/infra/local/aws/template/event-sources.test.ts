import { expect, test } from 'vitest';
import { createFilter } from '../../../../../infra/local/aws/template/event-sources.ts';

test.each([
  [{ eventName: ['INSERT', 'MODIFY'] }, { eventName: 'INSERT' }, true],
  [{ eventName: ['INSERT', 'MODIFY'] }, { eventName: 'REMOVE' }, false],
  [{ a: { b: [{ prefix: 'x' }] } }, { a: { b: 'xy' } }, true],
  [{ a: { b: [{ prefix: 'x' }] } }, { a: { b: 'yx' } }, false],
  [{ a: { b: [{ prefix: 'x' }] } }, { a: {} }, false],
  [{ a: [{ exists: false }] }, {}, true],
  [{ a: [{ exists: true }] }, {}, false],
  [{ a: [{ 'anything-but': ['x'] }] }, { a: 'x' }, false],
  [{ a: [{ 'anything-but': ['x'] }] }, { a: 'y' }, true],
  [{ a: [1, null] }, { a: null }, true],
  [{ a: ['1'] }, { a: 1 }, false],
  [{}, { anything: true }, true],
])('the pattern %j lets %j through: %s', (pattern, event, expected) => {
  expect(createFilter(JSON.stringify(pattern))(event)).toBe(expected);
});

test.each([{ a: [{ numeric: ['>', 1] }] }, { $or: [{ a: ['1'] }] }, { a: 'INSERT' }])(
  'a pattern that nobody imitates here is refused: %j',
  (pattern) => {
    expect(() => createFilter(JSON.stringify(pattern))).toThrow();
  },
);
