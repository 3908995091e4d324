import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { cleanLine, cleanText } from '../../functions/domain/text.ts';

test.each([
  ['accents are composed', 'Colle\u0300ge', 'Collège'],
  ['direction overrides are dropped', 'a\u202eb\u2066c', 'abc'],
  ['zero-width spaces are dropped', 'a\u200bb\ufeff', 'ab'],
  ['emoji keep their joiners', '👩\u200d🏫', '👩\u200d🏫'],
  ['line ends are one kind', 'a\r\nb\rc', 'a\nb\nc'],
  ['controls are dropped', 'a\u0000b\u0007', 'ab'],
  ['half a character is replaced', 'a\ud83d', 'a\ufffd'],
])('%s', (_, input, kept) => {
  expect(cleanText(input)).toBe(kept);
});

test.prop([fc.string({ unit: 'binary' })])('cleaning twice changes nothing more', (input) => {
  expect(cleanText(cleanText(input))).toBe(cleanText(input));
  expect(cleanLine(cleanLine(input))).toBe(cleanLine(input));
  expect(cleanLine(input)).not.toMatch(/[\r\n\t]/);
});
