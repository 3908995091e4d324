import type { Uai, UaiFault } from '../uai.ts';
import type { College, Register } from './college.ts';

/** The ministry's file, the Département's complements to it (pupils, cité scolaire), and other names of collèges. */
export type RegisterFile = 'annuaire' | 'complements' | 'aliases';

/** With a single problem, nothing is imported. */
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
  /** The header is line 1. Absent for the whole file. */
  readonly line?: number | undefined;
  /** As written in the file, valid or not. */
  readonly uai?: string | undefined;
}

/** A fault of the whole file. `column` is the name in the file's own documentation. */
export type FileFault =
  | { readonly kind: 'empty-file' }
  /** XLSX, ODS, old XLS: a workbook, not a CSV. */
  | { readonly kind: 'spreadsheet-file' }
  /** No known column: a web page, a PDF, another data set. */
  | { readonly kind: 'other-file' }
  | { readonly kind: 'missing-column'; readonly column: string }
  | { readonly kind: 'column-twice'; readonly column: string }
  /** A quotation mark opens a cell and is never closed, so that it includes the lines that follow. */
  | { readonly kind: 'unclosed-quote' }
  | { readonly kind: 'no-college'; readonly departement: string };

/** A fault for which a row cannot be used. */
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

/** A cell that could not be kept as written. */
export type CellRemark =
  | {
      readonly kind: 'cell-repaired';
      readonly column: string;
      readonly written: string;
      readonly kept: string;
    }
  | { readonly kind: 'cell-left-out'; readonly column: string; readonly written: string }
  /** `2,17003E+13`: a spreadsheet rounded the number, and the original digits are lost. */
  | { readonly kind: 'scientific-notation'; readonly column: string; readonly written: string };

/** Reported without stopping the import. A row fault is a remark in a complement, of which only that row is left out. */
export type RegisterRemark = Place &
  (
    | { readonly kind: 'encoding'; readonly encoding: 'windows-1252' | 'utf-16le' }
    | CellRemark
    | RowFault
    | { readonly kind: 'not-open'; readonly state: string }
    /** A public school listed as a collège whose nature code says otherwise, e.g. a SEGPA with its own UAI. */
    | { readonly kind: 'other-nature'; readonly nature: string }
    /** Its column names this Département; its code belongs to another. */
    | { readonly kind: 'foreign-uai' }
    /** A complement for a collège that is not in the annuaire. */
    | { readonly kind: 'unknown-uai' }
  );

export interface CollegeChange {
  readonly before: College;
  readonly after: College;
}

/** The differences between the parsed register and the current one, in the order of the register. */
export interface RegisterChanges {
  readonly added: Register;
  readonly removed: Register;
  readonly changed: readonly CollegeChange[];
  readonly unchanged: Register;
}

export type ImportResult =
  | ({ readonly kind: 'imported'; readonly remarks: readonly RegisterRemark[] } & RegisterChanges)
  /** The files give the current register: nothing was written. */
  | {
      readonly kind: 'unchanged';
      readonly unchanged: Register;
      readonly remarks: readonly RegisterRemark[];
    }
  /** The import would remove more collèges than it may without confirmation: nothing was written. */
  | {
      readonly kind: 'too-many-removed';
      readonly removed: Register;
      readonly current: number;
      readonly remarks: readonly RegisterRemark[];
    }
  /** Nothing was written. */
  | { readonly kind: 'unreadable'; readonly problems: readonly RegisterProblem[] };

export function compareRegisters(current: Register, parsed: Register): RegisterChanges {
  const remaining = new Map(current.map((college) => [college.uai, college]));
  const added: College[] = [];
  const changed: CollegeChange[] = [];
  const unchanged: College[] = [];
  for (const after of parsed) {
    const before = remaining.get(after.uai);
    remaining.delete(after.uai);
    if (!before) added.push(after);
    else if (differingFields(before, after).length > 0) changed.push({ before, after });
    else unchanged.push(after);
  }
  return { added, changed, unchanged, removed: [...remaining.values()] };
}

export function isSame({ added, removed, changed }: RegisterChanges): boolean {
  return added.length + removed.length + changed.length === 0;
}

/** More than a third removed suggests a truncated file, or that of another Département, rather than closures. */
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
  // JSON compares aliases by content, and treats an absent field as an undefined one.
  return collegeFields.filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
}

/** UAI codes of Corsica begin with 620 and 720, the codes of its Départements are 02A and 02B. */
const corsica = new Map([
  ['620', '02A'],
  ['720', '02B'],
]);

/** The code as the annuaire writes it, `047`, from `047`, `47` (zero lost in a spreadsheet), `2A` or `620`; else `undefined`. */
export function parseDepartementCode(written: string): string | undefined {
  const code = written.trim().toUpperCase().padStart(3, '0');
  if (!/^(\d{3}|02[AB])$/.test(code) || code === '000') return undefined;
  return corsica.get(code) ?? code;
}

/** The code of the Département that a UAI belongs to. */
export function departementOf(uai: Uai): string | undefined {
  return parseDepartementCode(uai.slice(0, 3));
}
