import type { Uai } from './uai.ts';

/** Corsican UAI codes keep the numbers that its two Départements had before their letters. */
const corsica = new Map([
  ['620', '02A'],
  ['720', '02B'],
]);

/** `047` as the annuaire writes it, from `047`, `47` (a spreadsheet ate the zero), `2A` or `620`; `undefined` from anything else. */
export function readDepartementCode(written: string): string | undefined {
  const code = written.trim().toUpperCase().padStart(3, '0');
  if (!/^(\d{3}|02[AB])$/.test(code) || code === '000') return undefined;
  return corsica.get(code) ?? code;
}

/** The Département whose schools carry such codes. */
export function departementOf(uai: Uai): string | undefined {
  return readDepartementCode(uai.slice(0, 3));
}
