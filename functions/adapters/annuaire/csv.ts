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

/** First bytes of a ZIP file (XLSX, ODS) and of an OLE file (XLS before 2007). */
const workbooks = ['504b', 'd0cf11e0'];

/** The text of a CSV file in any of the three encodings, without byte order mark and with `\n` line ends. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (workbooks.some((magic) => start.startsWith(magic))) {
    return { kind: 'no-text', fault: { kind: 'spreadsheet-file' } };
  }
  const encoding = encodingOf(bytes, start);
  const decoded = new TextDecoder(encoding).decode(bytes);
  // A UTF-8 byte order mark that was read as Windows-1252 and saved again.
  const text = decoded.replace(/^ï»¿/, '').replace(/\r\n?/g, '\n');
  if (text.trim() === '') return { kind: 'no-text', fault: { kind: 'empty-file' } };
  return { kind: 'text', text, encoding };
}

function encodingOf(bytes: Uint8Array, start: string): Encoding {
  // Excel saves "Unicode text" as UTF-16.
  if (start.startsWith('fffe')) return 'utf-16le';
  if (isUtf8(bytes)) return 'utf-8';
  // A UTF-8 file with one broken byte fails the test above. Read as Windows-1252, all its accents would break.
  return new TextDecoder('windows-1252').decode(bytes).includes('Ã¨') ? 'utf-8' : 'windows-1252';
}

export interface Row {
  /** The line where the row begins, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface SplitText {
  /** The header, then the rows that are not empty. */
  readonly rows: readonly Row[];
  /** The lines with a quotation mark that is not closed: the rows after it are in one cell. */
  readonly unclosedQuotes: readonly number[];
}

/** `text` has `\n` line ends. */
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
      // The national file has cells like `Ecole "Les Lilas"`, which are not properly quoted.
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

/** An address may hold a line break. A cell with both a line break and a delimiter holds a row. */
function hasRowInside(cells: readonly string[], delimiter: string): boolean {
  return cells.some((cell) => cell.includes('\n') && cell.includes(delimiter));
}

/** The columns to find in a file. Other columns are ignored. */
export interface TableShape<Column extends string> {
  readonly file: RegisterFile;
  /** The column with the UAI of the collège. */
  readonly uai: Column;
  readonly essential: readonly Column[];
  readonly optional: readonly Column[];
  /** Optional columns whose name may have a suffix such as a year; the first one counts: `effectif_2026`, `effectif_2025`. */
  readonly dated?: readonly Column[];
}

export interface TableRow<Column extends string> {
  readonly place: Place & { readonly line: number };
  readonly cellCount: { readonly expected: number; readonly found: number };
  /** Trimmed; empty when the file has no such column. */
  cell(column: Column): string;
}

export type TableParseResult<Column extends string> =
  | {
      readonly kind: 'table';
      readonly rows: readonly TableRow<Column>[];
      readonly remarks: readonly RegisterRemark[];
    }
  | { readonly kind: 'unreadable'; readonly problems: readonly (Place & FileFault)[] };

/** Parses a CSV file with a header, as the ministry, Excel and LibreOffice save it. */
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

/** Copies of the annuaire have `Code_postal`, `Code postal` and `code_postal`. */
function foldName(name: string): string {
  return plainText(name).replaceAll(' ', '');
}

/** The delimiter that finds the most known columns in the header. */
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
