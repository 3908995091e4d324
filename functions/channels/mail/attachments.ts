import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import type { Cell, Sheet } from '../../content/model/document.ts';

/**
 * The CSV that French Excel and LibreOffice open by a double click: `;`, CRLF and a byte order mark. Cells that would
 * be run as formulas (= + - @ and their kin) are defused by a leading apostrophe.
 */
export function sheetCsv({ columns, rows }: Sheet): string {
  return stringify([columns.map(({ title }) => title), ...rows.map((row) => [...row])], {
    delimiter: ';',
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}

/** A workbook with one tab a sheet. Text cells are text: nothing typed by anyone is run as a formula. */
export function sheetsXlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
  return writeXlsxFile(
    sheets.map((sheet) => {
      const widths = sheet.columns.map(({ title, width }) => Math.max(width, title.length + 3));
      return {
        sheet: sheet.title,
        columns: widths.map((width) => ({ width })),
        stickyRowsCount: 1,
        orientation: 'landscape' as const,
        data: [
          sheet.columns.map(({ title }) => ({ value: title, fontWeight: 'bold' as const })),
          ...sheet.rows.map((row) => row.map((cell) => typedCell(cell, heightOf(row, widths)))),
        ],
      };
    }),
    // What Excel would choose; without a name LibreOffice sets headings in another.
    { fontFamily: 'Calibri', fontSize: 11 },
  ).toBuffer();
}

function typedCell(cell: Cell, height: number) {
  if (cell === undefined) return null;
  const placed = { height, alignVertical: 'top' as const };
  return typeof cell === 'number'
    ? { type: Number, value: cell, ...placed }
    : { type: String, value: cell, wrap: true, ...placed };
}

const pointsPerLine = 15;
/** Excel shows no row that is higher. */
const highestPoints = 409;

/** LibreOffice gives every row one line unless it is told more: room for the longest text of the row. */
function heightOf(row: readonly Cell[], widths: readonly number[]): number {
  const lines = row.map((cell, index) =>
    String(cell ?? '')
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (widths[index] ?? 1))), 0),
  );
  return Math.min(Math.max(...lines) * pointsPerLine, highestPoints);
}
