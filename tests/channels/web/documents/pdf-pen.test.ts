import { fc, test as properties } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { printable } from '../../../../functions/channels/web/documents/pdf-pen.ts';

const latin = (codePoint: number) => codePoint >= 0x20 && codePoint < 0x180 && codePoint !== 0xad;
const print = (text: string) => printable(text, '[…]', latin);

describe('a character without a glyph', () => {
  test.each([
    ['Merci 🙂', 'Merci […]'],
    ['Привет, мой друг 🙂 !', '[…], […] !'],
    ['👨\u200d👩\u200d👧 et 👍🏽', '[…] et […]'],
    ['🙂🙂🙂', '[…]'],
    ['Дима Petit', '[…] Petit'],
    ['1\u202f200 m\u00b2', '1\u00a0200 m²'],
    ['e\u0301te\u0301', 'été'],
    ['co\u00adopération', 'coopération'],
    ['une ligne\nune autre', 'une ligne\nune autre'],
  ])('%j is printed %j', (input, printed) => expect(print(input)).toBe(printed));

  properties.prop([fc.string({ unit: 'grapheme' })])('is never printed', (input) => {
    const left = [...print(input).replaceAll('[…]', '')];
    expect(left.filter((one) => one !== '\n' && !latin(one.codePointAt(0) ?? 0))).toEqual([]);
  });

  properties.prop([fc.stringMatching(/^[a-zéèçœA-ZÉÎ0-9 .,'()\n-]*$/)])(
    'is the only one that is replaced',
    (input) => {
      expect(print(input)).toBe(input.normalize('NFC'));
    },
  );
});
