import type { College } from '../../domain/colleges/college.ts';
import {
  type CellRemark,
  departementOf,
  type RegisterProblem,
  type RegisterRemark,
} from '../../domain/colleges/register-import.ts';
import { parseUai } from '../../domain/uai.ts';
import { type AnnuaireColumn, type AnnuaireRow, hasLostLetters } from './scope.ts';

/** `value` is absent when the cell is empty or cannot be parsed; `remark` is for the person who imports. */
export interface CellParseResult<Value = string> {
  readonly value?: Value | undefined;
  readonly remark?: CellRemark | undefined;
}

export interface Cell {
  readonly column: string;
  /** Trimmed. */
  readonly written: string;
}

/** A spreadsheet turns long numbers into this. */
const scientificNotation = /^\d([.,]\d+)?E\+?\d+$/i;

export function parsePhone({ column, written }: Cell): CellParseResult {
  const digits = written.replace(/[\s.\-/()]/g, '').replace(/^(\+|00)330?/, '0');
  if (/^0\d{9}$/.test(digits)) return { value: groupDigits(digits) };
  // A spreadsheet took it for a number and dropped its first zero.
  if (/^[1-9]\d{8}$/.test(digits)) return repaired({ column, written }, groupDigits(`0${digits}`));
  return unparsed({ column, written });
}

/** `05 53 00 00 00` */
function groupDigits(digits: string): string {
  return digits.replace(/\B(?=(\d{2})+$)/g, ' ');
}

export function parsePostcode({ column, written }: Cell): CellParseResult {
  if (/^\d{5}$/.test(written)) return { value: written };
  if (/^[1-9]\d{3}$/.test(written)) return repaired({ column, written }, `0${written}`);
  return unparsed({ column, written });
}

export function parseMail({ column, written }: Cell): CellParseResult {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(written)) return { value: written };
  return unparsed({ column, written });
}

/** SIRETs are not kept, but a damaged one shows that a spreadsheet has altered the file. */
export function checkSiret({ column, written }: Cell): CellParseResult {
  return scientificNotation.test(written) ? unparsed({ column, written }) : {};
}

/** Exports write whole numbers in several ways: `544`, `1 044`, `544.0`. */
export function parsePupils({ column, written }: Cell): CellParseResult<number> {
  const digits = written.replace(/\s/g, '').replace(/[.,]0+$/, '');
  return /^\d{1,4}$/.test(digits) ? { value: Number(digits) } : unparsed({ column, written });
}

export function parseYes({ column, written }: Cell): CellParseResult<boolean> {
  const answer = written.toLowerCase();
  if (answer === 'oui') return { value: true };
  return answer === 'non' ? { value: false } : unparsed({ column, written });
}

function repaired(cell: Cell, kept: string): CellParseResult {
  return { value: kept, remark: { kind: 'cell-repaired', ...cell, kept } };
}

function unparsed(cell: Cell): { readonly remark?: CellRemark } {
  if (cell.written === '') return {};
  const kind = scientificNotation.test(cell.written) ? 'scientific-notation' : 'cell-left-out';
  return { remark: { kind, ...cell } };
}

/** The collège is absent when there are problems. */
export interface CollegeParseResult {
  readonly college?: College | undefined;
  readonly problems: readonly RegisterProblem[];
  readonly remarks: readonly RegisterRemark[];
}

const code = 'Identifiant_de_l_etablissement';
const required = [code, 'Nom_etablissement', 'Nom_commune', 'Code_postal'] as const;
const kept = [...required, 'Adresse_1', 'Adresse_2'] as const;

/** Parses a row that is in scope. `departement`: its code in three characters. */
export function parseCollege(row: AnnuaireRow, departement: string): CollegeParseResult {
  const uai = parseUai(row.cell(code));
  const postcode = parsePostcode(cellAt(row, 'Code_postal'));
  const problems = problemsOf(row);
  if (uai.kind !== 'uai' || !postcode.value || problems.length > 0) {
    return { problems, remarks: [] };
  }
  const phone = parsePhone(cellAt(row, 'Telephone'));
  const mail = parseMail(cellAt(row, 'Mail'));
  const pupils = parsePupils(cellAt(row, 'Nombre_d_eleves'));
  const siret = checkSiret(cellAt(row, 'SIREN_SIRET'));
  const college: College = {
    uai: uai.uai,
    name: tidy(row.cell('Nom_etablissement')),
    commune: tidy(row.cell('Nom_commune')),
    postcode: postcode.value,
    street: tidy(row.cell('Adresse_1') || row.cell('Adresse_2')) || undefined,
    mail: mail.value,
    phone: phone.value,
    pupils: pupils.value,
    aliases: [],
    citeScolaire: false,
  };
  const isForeign = departementOf(uai.uai) !== departement;
  const remarks = [
    isForeign ? ({ kind: 'foreign-uai' } as const) : undefined,
    ...[postcode, phone, mail, pupils, siret].map(({ remark }) => remark),
  ].filter((remark) => remark !== undefined);
  return { college, problems, remarks: remarks.map((remark) => ({ ...row.place, ...remark })) };
}

function problemsOf(row: AnnuaireRow): RegisterProblem[] {
  const { place, cell } = row;
  const missing = required.filter((column) => cell(column) === '');
  const lost = kept.filter((column) => hasLostLetters(cell(column)));
  const uai = parseUai(cell(code));
  const postcode = cellAt(row, 'Code_postal');
  return [
    ...(uai.kind !== 'uai' && place.uai ? [{ kind: 'bad-uai', fault: uai } as const] : []),
    ...missing.map((column) => ({ kind: 'missing-value', column }) as const),
    ...lost.map((column) => ({ kind: 'lost-letters', ...cellAt(row, column) }) as const),
    ...(postcode.written && !parsePostcode(postcode).value
      ? [{ kind: 'bad-value', ...postcode } as const]
      : []),
  ].map((problem) => ({ ...place, ...problem }));
}

function cellAt({ cell }: AnnuaireRow, column: AnnuaireColumn): Cell {
  return { column, written: cell(column) };
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ');
}
