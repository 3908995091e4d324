/** The code of a school in the ministry's register: 7 digits and a check letter, e.g. `0470678G`. */
export type Uai = string & { readonly uai: unique symbol };

export type UaiReading =
  | { readonly kind: 'uai'; readonly uai: Uai }
  /** Not 7 digits and a letter. */
  | { readonly kind: 'bad-shape' }
  /** Letters I, O and Q are never used: they would be read as 1 and 0. */
  | { readonly kind: 'impossible-letter'; readonly letter: string }
  | { readonly kind: 'wrong-letter'; readonly letter: string; readonly expected: string };

/** Index = the number formed by the 7 digits, modulo 23. 23 is prime: every one-digit slip and every swap shows. */
const checkLetters = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/** Reads a typed UAI code: case, spaces and dashes do not matter, and a lost leading zero is put back. */
export function readUai(typed: string): UaiReading {
  const compact = typed.toUpperCase().replace(/[\s.\-_]/g, '');
  const code = /^\d{6}[A-Z]$/.test(compact) ? `0${compact}` : compact;
  if (!/^\d{7}[A-Z]$/.test(code)) return { kind: 'bad-shape' };
  const letter = code.slice(7);
  if (!checkLetters.includes(letter)) return { kind: 'impossible-letter', letter };
  const expected = checkLetters.charAt(Number(code.slice(0, 7)) % checkLetters.length);
  if (!isChecked(code, expected)) return { kind: 'wrong-letter', letter, expected };
  return { kind: 'uai', uai: code };
}

function isChecked(code: string, expected: string): code is Uai {
  return code.endsWith(expected);
}
