import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import type { Cell, Sheet } from '../../content/model/document.ts';

/**
 * CSV that French Excel and LibreOffice open by a double click: `;`, CRLF and a byte order mark. A leading apostrophe keeps
 * cells that begin with = + - @ from being run as formulas.
 */
export function sheetCsv({ columns, rows }: Sheet): string {
  return stringify([columns.map(({ title }) => title), ...rows.map((row) => [...row])], {
    delimiter: ';',
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}

/** A workbook with one tab per sheet. Text cells have the type text, so that nothing typed into a form is run as a formula. */
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
    // The default of Excel. Without a name LibreOffice sets headings in another font.
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
/** The limit of Excel. */
const highestPoints = 409;

/** Room for the longest text of the row: by default LibreOffice gives every row one line. */
function heightOf(row: readonly Cell[], widths: readonly number[]): number {
  const lines = row.map((cell, index) =>
    String(cell ?? '')
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (widths[index] ?? 1))), 0),
  );
  return Math.min(Math.max(...lines) * pointsPerLine, highestPoints);
}
