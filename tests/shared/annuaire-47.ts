import { readFileSync } from 'node:fs';

const folder = new URL('../../infra/departements/47/', import.meta.url);

/** The files of the project themselves, to be damaged by tests. */
export const annuaireBytes = readFileSync(new URL('annuaire.csv', folder));
export const complementsBytes = readFileSync(new URL('complements.csv', folder));
export const aliasesBytes = readFileSync(new URL('aliases.csv', folder));

/** Cells by row; the header is the first row, so that row `n` is line `n + 1` of the file. */
export type Sheet = string[][];

export function annuaireSheet(): Sheet {
  const text = new TextDecoder().decode(annuaireBytes);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(';'));
}

export interface CsvStyle {
  readonly delimiter?: string;
  readonly lineEnd?: string;
  readonly byteOrderMark?: boolean;
}

export function textOf(sheet: Sheet, { delimiter = ';', lineEnd = '\n' }: CsvStyle = {}): string {
  const quoted = (cell: string) => (cell.includes(delimiter) ? `"${cell}"` : cell);
  return sheet.map((cells) => cells.map(quoted).join(delimiter) + lineEnd).join('');
}

export function bytesOf(sheet: Sheet, style: CsvStyle = {}): Uint8Array {
  const start = (style.byteOrderMark ?? true) ? '\uFEFF' : '';
  return Buffer.from(start + textOf(sheet, style));
}

export function lineOf(sheet: Sheet, uai: string): number {
  return sheet.findIndex(([code]) => code === uai) + 1;
}

/** The annuaire of the 47 with some cells of one collège written over. */
export function annuaireWith(uai: string, cells: Readonly<Record<string, string>>): Sheet {
  const sheet = annuaireSheet();
  for (const [column, value] of Object.entries(cells)) writeCell(sheet, { uai, column }, value);
  return sheet;
}

export function writeCell(
  sheet: Sheet,
  { uai, column }: { readonly uai: string; readonly column: string },
  value: string,
): void {
  const index = sheet[0]?.indexOf(column) ?? -1;
  const row = sheet[lineOf(sheet, uai) - 1];
  if (!row || index < 0) throw new Error(`No cell ${column} of ${uai}`);
  row[index] = value;
}
