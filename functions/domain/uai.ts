/** The code of a school in the ministry's register: 7 digits and a check letter, e.g. `0470678G`. */
export type Uai = string & { readonly uai: unique symbol };

export type UaiFault =
  /** Not 7 digits and a letter. `meant` is the valid code that results when O and I are read as 0 and 1. */
  | { readonly kind: 'bad-shape'; readonly meant?: Uai | undefined }
  /** I, O and Q are never check letters: they look like 1 and 0. */
  | { readonly kind: 'impossible-letter'; readonly letter: string; readonly expected: string }
  | { readonly kind: 'wrong-letter'; readonly letter: string; readonly expected: string };

export type UaiParseResult = { readonly kind: 'uai'; readonly uai: Uai } | UaiFault;

/** Index: the number formed by the 7 digits, modulo 23. 23 is prime, so every wrong digit and every swap is detected. */
const checkLetters = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/** Parses a typed UAI code: ignores case, spaces and dashes, and restores a lost leading zero. */
export function parseUai(input: string): UaiParseResult {
  const compact = input.toUpperCase().replace(/[\s.\-_]/g, '');
  const parsed = parseCompact(compact);
  if (parsed.kind !== 'bad-shape') return parsed;
  const retyped = compact.slice(0, -1).replaceAll('O', '0').replaceAll('I', '1');
  const meant = parseCompact(retyped + compact.slice(-1));
  return meant.kind === 'uai' ? { kind: 'bad-shape', meant: meant.uai } : parsed;
}

/** Whether the value is a code in the form that `parseUai` returns. */
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
