import type {
  FileFault,
  Place,
  RegisterFile,
  RegisterRemark,
} from '../../domain/colleges/register-reading.ts';
import { plainText } from '../../domain/plain-text.ts';
import { decodeText } from './decode-text.ts';
import { type Row, splitRows } from './split-rows.ts';

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

export type TableReading<Column extends string> =
  | {
      readonly kind: 'table';
      readonly rows: readonly TableRow<Column>[];
      readonly remarks: readonly RegisterRemark[];
    }
  | { readonly kind: 'unreadable'; readonly problems: readonly (Place & FileFault)[] };

/** Reads a CSV with a header, however its program separates cells, encodes accents and writes the names of columns. */
export function readTable<Column extends string>(
  bytes: Uint8Array,
  shape: TableShape<Column>,
): TableReading<Column> {
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
  const { columns, faults } = readHeader(header.cells, shape);
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

function readHeader<Column extends string>(
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
