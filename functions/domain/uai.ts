/** The code of a school in the ministry's register: 7 digits and a check letter, e.g. `0470678G`. */
export type Uai = string & { readonly uai: unique symbol };

export type UaiFault =
  /** Not 7 digits and a letter. `meant` is the code that a letter O or I, typed for 0 or 1, hides. */
  | { readonly kind: 'bad-shape'; readonly meant?: Uai | undefined }
  /** Letters I, O and Q are never used: they would be read as 1 and 0. */
  | { readonly kind: 'impossible-letter'; readonly letter: string; readonly expected: string }
  | { readonly kind: 'wrong-letter'; readonly letter: string; readonly expected: string };

export type UaiParseResult = { readonly kind: 'uai'; readonly uai: Uai } | UaiFault;

/** Index = the number formed by the 7 digits, modulo 23. 23 is prime: every one-digit slip and every swap shows. */
const checkLetters = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/** Reads a typed UAI code: case, spaces and dashes do not matter, and a lost leading zero is put back. */
export function parseUai(input: string): UaiParseResult {
  const compact = input.toUpperCase().replace(/[\s.\-_]/g, '');
  const parsed = parseCompact(compact);
  if (parsed.kind !== 'bad-shape') return parsed;
  const retyped = compact.slice(0, -1).replaceAll('O', '0').replaceAll('I', '1');
  const meant = parseCompact(retyped + compact.slice(-1));
  return meant.kind === 'uai' ? { kind: 'bad-shape', meant: meant.uai } : parsed;
}

/** Whether it is a code as `parseUai` returns it, and not merely one that it can read. */
export function isUai(value: unknown): value is Uai {
  if (typeof value !== 'string') return false;
  const parsed = parseUai(value);
  return parsed.kind === 'uai' && parsed.uai === value;
}

function parseCompact(compact: string): UaiParseResult {
  const code = /^\d{6}[A-Z]$/.test(compact) ? `0${compact}` : compact;
  if (!/^\d{7}[A-Z]$/.test(code)) return { kind: 'bad-shape' };
  const letter = code.slice(7);
  const expected = checkLetters.charAt(Number(code.slice(0, 7)) % checkLetters.length);
  if (!checkLetters.includes(letter)) return { kind: 'impossible-letter', letter, expected };
  if (!isChecked(code, expected)) return { kind: 'wrong-letter', letter, expected };
  return { kind: 'uai', uai: code };
}

function isChecked(code: string, expected: string): code is Uai {
  return code.endsWith(expected);
}
