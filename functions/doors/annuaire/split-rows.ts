import { CsvError, parse } from 'csv-parse/sync';

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
