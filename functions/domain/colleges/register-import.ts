import type { Uai, UaiFault } from '../uai.ts';
import type { College, Register } from './college.ts';

/** The ministry's file, the Département's complements to it (pupils, cité scolaire), and the other names people use. */
export type RegisterFile = 'annuaire' | 'complements' | 'aliases';

/** What a reading of the register's files came to. One problem, and nothing of them is imported. */
export type RegisterParseResult =
  | {
      readonly kind: 'read';
      /** In the order of the register, each UAI once, never empty. */
      readonly register: Register;
      readonly remarks: readonly RegisterRemark[];
    }
  | { readonly kind: 'unreadable'; readonly problems: readonly RegisterProblem[] };

export interface Place {
  readonly file: RegisterFile;
  /** As a person counts the lines of the file: the header is line 1. Absent when the whole file is meant. */
  readonly line?: number | undefined;
  /** As written in the file, right or wrong. */
  readonly uai?: string | undefined;
}

/** What makes a file useless as a whole. `column` is the name that the file's own documentation gives it. */
export type FileFault =
  | { readonly kind: 'empty-file' }
  /** XLSX, ODS, old XLS: a workbook, not a CSV. */
  | { readonly kind: 'spreadsheet-file' }
  /** No column that we know: a web page, a PDF, another data set. */
  | { readonly kind: 'other-file' }
  | { readonly kind: 'missing-column'; readonly column: string }
  | { readonly kind: 'column-twice'; readonly column: string }
  /** A quotation mark opens a cell there and swallows the lines that follow. */
  | { readonly kind: 'unclosed-quote' }
  | { readonly kind: 'no-college'; readonly departement: string };

/** What makes a row useless. */
export type RowFault =
  | { readonly kind: 'wrong-cell-count'; readonly expected: number; readonly found: number }
  | { readonly kind: 'bad-uai'; readonly fault: UaiFault };

export type RegisterProblem = Place &
  (
    | FileFault
    | RowFault
    | { readonly kind: 'duplicate-uai'; readonly firstLine: number }
    | { readonly kind: 'missing-value'; readonly column: string }
    | { readonly kind: 'bad-value'; readonly column: string; readonly written: string }
    /** Accents that a program destroyed: `Coll\uFFFDge`, `CollÃ¨ge`. */
    | { readonly kind: 'lost-letters'; readonly column: string; readonly written: string }
  );

/** What a cell came to when it could not be kept as written. */
export type CellRemark =
  | {
      readonly kind: 'cell-repaired';
      readonly column: string;
      readonly written: string;
      readonly kept: string;
    }
  | { readonly kind: 'cell-left-out'; readonly column: string; readonly written: string }
  /** `2,17003E+13`: a spreadsheet rounded the number, and no one can tell what it was. */
  | { readonly kind: 'scientific-notation'; readonly column: string; readonly written: string };

/** Worth telling, but the reading holds. A fault is a remark where only that row of a complement is left out. */
export type RegisterRemark = Place &
  (
    | { readonly kind: 'encoding'; readonly encoding: 'windows-1252' | 'utf-16le' }
    | CellRemark
    | RowFault
    | { readonly kind: 'not-open'; readonly state: string }
    /** A public "collège" that is none by its nature code, e.g. a SEGPA with its own UAI. */
    | { readonly kind: 'other-nature'; readonly nature: string }
    /** In the Département by its column, elsewhere by its code. */
    | { readonly kind: 'foreign-uai' }
    /** A complement for a collège that the annuaire does not have. */
    | { readonly kind: 'unknown-uai' }
  );

export interface CollegeChange {
  readonly before: College;
  readonly after: College;
}

/** How a newly read register differs from the current one, in the order of the register. */
export interface RegisterChanges {
  readonly added: Register;
  readonly removed: Register;
  readonly changed: readonly CollegeChange[];
  readonly unchanged: Register;
}

export type ImportResult =
  | ({ readonly kind: 'imported'; readonly remarks: readonly RegisterRemark[] } & RegisterChanges)
  /** The files say what the register says already: nothing was written. */
  | {
      readonly kind: 'unchanged';
      readonly unchanged: Register;
      readonly remarks: readonly RegisterRemark[];
    }
  /** More collèges would go than one import may remove unasked: nothing was written. */
  | {
      readonly kind: 'too-many-removed';
      readonly removed: Register;
      readonly current: number;
      readonly remarks: readonly RegisterRemark[];
    }
  /** Nothing was written. */
  | { readonly kind: 'unreadable'; readonly problems: readonly RegisterProblem[] };

export function compareRegisters(current: Register, read: Register): RegisterChanges {
  const known = new Map(current.map((college) => [college.uai, college]));
  const added: College[] = [];
  const changed: CollegeChange[] = [];
  const unchanged: College[] = [];
  for (const after of read) {
    const before = known.get(after.uai);
    known.delete(after.uai);
    if (!before) added.push(after);
    else if (differingFields(before, after).length > 0) changed.push({ before, after });
    else unchanged.push(after);
  }
  return { added, changed, unchanged, removed: [...known.values()] };
}

export function isSame({ added, removed, changed }: RegisterChanges): boolean {
  return added.length + removed.length + changed.length === 0;
}

/** More than a third gone is rather a truncated file, or another Département's, than a year's closures. */
export function removesTooMany(current: Register, { removed }: RegisterChanges): boolean {
  return removed.length * 3 > current.length;
}

export type CollegeField = Exclude<keyof College, 'uai'>;

const collegeFields: readonly CollegeField[] = [
  'name',
  'commune',
  'postcode',
  'street',
  'mail',
  'phone',
  'pupils',
  'aliases',
  'citeScolaire',
];

export function differingFields(before: College, after: College): CollegeField[] {
  // As JSON: an absent field and an undefined one are the same, and aliases are compared by content.
  return collegeFields.filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
}

/** Corsican UAI codes keep the numbers that its two Départements had before their letters. */
const corsica = new Map([
  ['620', '02A'],
  ['720', '02B'],
]);

/** `047` as the annuaire writes it, from `047`, `47` (a spreadsheet ate the zero), `2A` or `620`; `undefined` from anything else. */
export function parseDepartementCode(written: string): string | undefined {
  const code = written.trim().toUpperCase().padStart(3, '0');
  if (!/^(\d{3}|02[AB])$/.test(code) || code === '000') return undefined;
  return corsica.get(code) ?? code;
}

/** The Département whose schools carry such codes. */
export function departementOf(uai: Uai): string | undefined {
  return parseDepartementCode(uai.slice(0, 3));
}
