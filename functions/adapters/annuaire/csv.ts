import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import type {
  FileFault,
  Place,
  RegisterFile,
  RegisterRemark,
} from '../../domain/colleges/register-import.ts';
import { plainText } from '../../domain/text.ts';

export type DecodedText =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: Encoding }
  | { readonly kind: 'no-text'; readonly fault: FileFault };

type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le';

/** First bytes of a ZIP (XLSX, ODS) and of an OLE file (old XLS). */
const workbooks = ['504b', 'd0cf11e0'];

/** The text of a CSV file without its byte order mark, with `\n` at the end of its lines, in whatever encoding people save. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (workbooks.some((magic) => start.startsWith(magic))) {
    return { kind: 'no-text', fault: { kind: 'spreadsheet-file' } };
  }
  const encoding = encodingOf(bytes, start);
  const decoded = new TextDecoder(encoding).decode(bytes);
  // The byte order mark of a file that was taken for Windows-1252 and saved again.
  const text = decoded.replace(/^ï»¿/, '').replace(/\r\n?/g, '\n');
  if (text.trim() === '') return { kind: 'no-text', fault: { kind: 'empty-file' } };
  return { kind: 'text', text, encoding };
}

function encodingOf(bytes: Uint8Array, start: string): Encoding {
  // Excel's "Unicode text".
  if (start.startsWith('fffe')) return 'utf-16le';
  if (isUtf8(bytes)) return 'utf-8';
  // A UTF-8 file with one broken byte is no Windows file: reading it as such would break all its accents.
  return new TextDecoder('windows-1252').decode(bytes).includes('Ã¨') ? 'utf-8' : 'windows-1252';
}

export interface Row {
  /** Where the row begins; the first line of the file is 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface SplitText {
  /** Without the empty ones, whose lines count all the same. The first is the header. */
  readonly rows: readonly Row[];
  /** The line of a quotation mark that swallowed lines: what became of them, nobody knows. */
  readonly unclosedQuotes: readonly number[];
}

/** The rows of a text whose lines end with `\n`. */
export function splitRows(text: string, delimiter: string): SplitText {
  const rows: Row[] = [];
  const unclosedQuotes: number[] = [];
  let line = 1;
  const take = (cells: string[], lastLine: number): null => {
    if (lastLine > line && hasRowInside(cells, delimiter)) unclosedQuotes.push(line);
    else if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells });
    line = lastLine + 1;
    return null;
  };
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      // `Ecole "Les Lilas"` is not quoted CSV, and is no reason to refuse the national file.
      relax_quotes: true,
      relax_column_count: true,
      on_record: (cells, { lines }) => take(cells, lines),
    });
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
    unclosedQuotes.push(line);
  }
  return { rows, unclosedQuotes };
}

/** An address may hold a line break; delimiters and a line break in one cell were a row. */
function hasRowInside(cells: readonly string[], delimiter: string): boolean {
  return cells.some((cell) => cell.includes('\n') && cell.includes(delimiter));
}

/** What we look for in a file. Other columns may be there, and do not matter. */
export interface TableShape<Column extends string> {
  readonly file: RegisterFile;
  /** The column that says of which collège a row speaks. */
  readonly uai: Column;
  readonly essential: readonly Column[];
  readonly optional: readonly Column[];
  /** Optional too, and their names may go on, e.g. with a year: of `effectif_2026`, `effectif_2025` the first counts. */
  readonly dated?: readonly Column[];
}

export interface TableRow<Column extends string> {
  readonly place: Place & { readonly line: number };
  readonly cellCount: { readonly expected: number; readonly found: number };
  /** Trimmed; empty where the file has no such column. */
  cell(column: Column): string;
}

export type TableParseResult<Column extends string> =
  | {
      readonly kind: 'table';
      readonly rows: readonly TableRow<Column>[];
      readonly remarks: readonly RegisterRemark[];
    }
  | { readonly kind: 'unreadable'; readonly problems: readonly (Place & FileFault)[] };

/** Reads a CSV with a header, however its program separates cells, encodes accents and writes the names of columns. */
export function parseTable<Column extends string>(
  bytes: Uint8Array,
  shape: TableShape<Column>,
): TableParseResult<Column> {
  const { file } = shape;
  const decoded = decodeText(bytes);
  if (decoded.kind === 'no-text') return unreadable({ file }, [decoded.fault]);
  const { text, encoding } = decoded;
  const delimiter = findDelimiter(text, shape);
  if (!delimiter) return unreadable({ file }, [{ kind: 'other-file' }]);
  const { rows, unclosedQuotes } = splitRows(text, delimiter);
  const problems = unclosedQuotes.map((line) => ({ file, line, kind: 'unclosed-quote' as const }));
  const [header, ...others] = rows;
  if (!header || problems.length > 0) return { kind: 'unreadable', problems };
  const { columns, faults } = parseHeader(header.cells, shape);
  if (faults.length > 0) return unreadable({ file, line: header.line }, faults);
  return {
    kind: 'table',
    rows: others.map((row) => nameCells(row, { shape, columns, width: header.cells.length })),
    remarks: encoding === 'utf-8' ? [] : [{ file, kind: 'encoding', encoding }],
  };
}

function unreadable(place: Place, faults: readonly FileFault[]) {
  return { kind: 'unreadable', problems: faults.map((fault) => ({ ...place, ...fault })) } as const;
}

/** `Code_postal`, `Code postal` and `code_postal` have all been seen in copies of the annuaire. */
function foldName(name: string): string {
  return plainText(name).replaceAll(' ', '');
}

/** The separator that makes most sense of the header, if any does. */
function findDelimiter(
  text: string,
  { essential, optional }: TableShape<string>,
): string | undefined {
  const known = new Set([...essential, ...optional].map(foldName));
  const header = text.trimStart().split('\n', 1).join();
  const found = [';', ',', '\t'].map((delimiter) => {
    const names = header.split(delimiter).filter((name) => known.has(foldName(name)));
    return { delimiter, count: names.length };
  });
  const best = found.toSorted((a, b) => b.count - a.count)[0];
  return best && best.count > 0 ? best.delimiter : undefined;
}

function parseHeader<Column extends string>(
  names: readonly string[],
  { essential, optional, dated = [] }: TableShape<Column>,
) {
  const folded = names.map(foldName);
  const columns = new Map<Column, number>();
  const faults: FileFault[] = [];
  for (const column of dated) {
    const index = folded.findIndex((name) => name.startsWith(foldName(column)));
    columns.set(column, index);
  }
  for (const column of [...essential, ...optional]) {
    const index = folded.indexOf(foldName(column));
    const isTwice = index !== folded.lastIndexOf(foldName(column));
    if (index >= 0) columns.set(column, index);
    else if (essential.includes(column)) faults.push({ kind: 'missing-column', column });
    if (isTwice) faults.push({ kind: 'column-twice', column });
  }
  return { columns, faults };
}

interface Header<Column extends string> {
  readonly shape: TableShape<Column>;
  readonly columns: ReadonlyMap<Column, number>;
  readonly width: number;
}

function nameCells<Column extends string>(
  { line, cells }: Row,
  { shape, columns, width }: Header<Column>,
): TableRow<Column> {
  const cell = (column: Column) => cells[columns.get(column) ?? -1]?.trim() ?? '';
  return {
    place: { file: shape.file, line, uai: cell(shape.uai) || undefined },
    cellCount: { expected: width, found: cells.length },
    cell,
  };
}
