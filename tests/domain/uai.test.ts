import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { parseUai } from '../../functions/domain/uai.ts';
import { annuaireSheet } from '../shared/annuaire-47.ts';

const codes = annuaireSheet()
  .slice(1)
  .map(([code = '']) => code);
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const anyCode = fc.constantFrom(...codes);

describe('a UAI code', () => {
  test.each([
    ...['0470678G', '0470103G', '0470733S'],
    ...['0951099D', '0561383Z', '0752524L', '0920131T', '0750654D'],
    ...codes,
  ])('%s is valid', (code) => {
    expect(parseUai(code)).toEqual({ kind: 'uai', uai: code });
  });

  test('with a wrong check letter gives the right one', () => {
    expect(parseUai('0470003F')).toEqual({ kind: 'wrong-letter', letter: 'F', expected: 'Y' });
  });

  test.each(['I', 'O', 'Q'])('never ends with %s', (letter) => {
    expect(parseUai(`0470678${letter}`)).toEqual({
      kind: 'impossible-letter',
      letter,
      expected: 'G',
    });
  });

  test.each([' 0470678G ', '0470678g', '0470 678 G', '047-0678-G', '470678G', '0470678G\u00a0'])(
    'is recognised when typed as "%s"',
    (input) => {
      expect(parseUai(input)).toEqual({ kind: 'uai', uai: '0470678G' });
    },
  );

  test.each(['O470678G', '047O678G', 'o47o678g', '47O678G'])(
    'typed with a letter O for a zero (%s) is not accepted, but guessed',
    (input) => {
      expect(parseUai(input)).toEqual({ kind: 'bad-shape', meant: '0470678G' });
    },
  );

  test('with a letter I for 1 gives the code that was meant', () => {
    expect(parseUai('0470011G').kind).toBe('uai');
    expect(parseUai('04700I1G')).toEqual({ kind: 'bad-shape', meant: '0470011G' });
  });

  test.each(['', 'G', '04706788', '04706780G', '047067G8', 'O470678F', 'crochepierre', 'ÉÉÉÉÉÉÉG'])(
    '"%s" is none, and nothing is guessed',
    (input) => {
      expect(parseUai(input)).toEqual({ kind: 'bad-shape' });
    },
  );

  test('with one wrong digit is refused', () => {
    const slips = codes.flatMap((code) =>
      [0, 1, 2, 3, 4, 5, 6].flatMap((at) =>
        [...'0123456789']
          .filter((digit) => digit !== code[at])
          .map((digit) => code.slice(0, at) + digit + code.slice(at + 1)),
      ),
    );
    expect(slips).toHaveLength(28 * 7 * 9);
    for (const slip of slips) expect(parseUai(slip).kind).toBe('wrong-letter');
  });

  test('with two neighbouring digits swapped is refused', () => {
    const swaps = codes.flatMap((code) =>
      [0, 1, 2, 3, 4, 5]
        .filter((at) => code[at] !== code[at + 1])
        .map((at) => `${code.slice(0, at)}${code[at + 1]}${code[at]}${code.slice(at + 2)}`),
    );
    expect(swaps.length).toBeGreaterThan(100);
    for (const swap of swaps) expect(parseUai(swap).kind).toBe('wrong-letter');
  });

  test.prop([anyCode, fc.constantFrom(...letters)])(
    'with any other letter gives the right one',
    (code, letter) => {
      fc.pre(!code.endsWith(letter));
      expect(parseUai(code.slice(0, 7) + letter)).toMatchObject({ letter, expected: code[7] });
    },
  );

  test.prop([fc.integer({ min: 0, max: 9_999_999 })])(
    'of any seven digits has exactly one valid letter',
    (number) => {
      const digits = String(number).padStart(7, '0');
      const kinds = [...letters].map((letter) => parseUai(digits + letter));
      expect(kinds.filter(({ kind }) => kind === 'uai')).toHaveLength(1);
      expect(kinds.filter(({ kind }) => kind === 'impossible-letter')).toHaveLength(3);
    },
  );
});
