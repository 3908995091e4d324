import type { Register } from './college.ts';
import type { UaiFault } from './uai.ts';

/** The ministry's file, the Département's complements to it (pupils, cité scolaire), and the other names people use. */
export type RegisterFile = 'annuaire' | 'complements' | 'aliases';

/** What a reading of the register's files came to. One problem, and nothing of them is imported. */
export type RegisterReading =
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
