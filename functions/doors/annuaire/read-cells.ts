import type { CellRemark } from '../../domain/colleges/register-reading.ts';

/** The value of a cell, absent if the cell is empty or means nothing, and what to tell of it. */
export interface CellReading<Value = string> {
  readonly value?: Value | undefined;
  readonly remark?: CellRemark | undefined;
}

export interface Cell {
  readonly column: string;
  /** Trimmed. */
  readonly written: string;
}

/** What a spreadsheet makes of a number that is too long for it. */
const scientificNotation = /^\d([.,]\d+)?E\+?\d+$/i;

export function readPhone({ column, written }: Cell): CellReading {
  const digits = written.replace(/[\s.\-/()]/g, '').replace(/^(\+|00)330?/, '0');
  if (/^0\d{9}$/.test(digits)) return { value: groupDigits(digits) };
  // A spreadsheet took it for a number.
  if (/^[1-9]\d{8}$/.test(digits)) return repaired({ column, written }, groupDigits(`0${digits}`));
  return meaningless({ column, written });
}

/** "05 53 00 00 00", as people read it aloud. */
function groupDigits(digits: string): string {
  return digits.replace(/\B(?=(\d{2})+$)/g, ' ');
}

export function readPostcode({ column, written }: Cell): CellReading {
  if (/^\d{5}$/.test(written)) return { value: written };
  if (/^[1-9]\d{3}$/.test(written)) return repaired({ column, written }, `0${written}`);
  return meaningless({ column, written });
}

export function readMail({ column, written }: Cell): CellReading {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(written)) return { value: written };
  return meaningless({ column, written });
}

/** We keep no SIRET, but a damaged one says that a spreadsheet has been through the file. */
export function checkSiret({ column, written }: Cell): CellReading {
  return scientificNotation.test(written) ? meaningless({ column, written }) : {};
}

/** Whole numbers, also as exports write them: `544`, `1 044`, `544.0`. */
export function readPupils({ column, written }: Cell): CellReading<number> {
  const digits = written.replace(/\s/g, '').replace(/[.,]0+$/, '');
  return /^\d{1,4}$/.test(digits) ? { value: Number(digits) } : meaningless({ column, written });
}

/** "oui", "non" or nothing. */
export function readYes({ column, written }: Cell): CellReading<boolean> {
  const answer = written.toLowerCase();
  if (answer === 'oui') return { value: true };
  return answer === 'non' ? { value: false } : meaningless({ column, written });
}

function repaired(cell: Cell, kept: string): CellReading {
  return { value: kept, remark: { kind: 'cell-repaired', ...cell, kept } };
}

function meaningless(cell: Cell): { readonly remark?: CellRemark } {
  if (cell.written === '') return {};
  const kind = scientificNotation.test(cell.written) ? 'scientific-notation' : 'cell-left-out';
  return { remark: { kind, ...cell } };
}
