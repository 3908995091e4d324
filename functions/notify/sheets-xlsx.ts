import writeXlsxFile from 'write-excel-file/node';
import type { Cell, Sheet } from '../words/sheet.ts';

/** A workbook with one tab a sheet. Text cells are text: nothing typed by anyone is run as a formula. */
export function sheetsXlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
  return writeXlsxFile(
    sheets.map(({ title, columns, rows }) => ({
      sheet: title,
      // A heading that wraps is cut: rows keep the height of one line.
      columns: columns.map((column) => ({
        width: Math.max(column.width, column.title.length + 3),
      })),
      stickyRowsCount: 1,
      orientation: 'landscape' as const,
      data: [
        columns.map((column) => ({ value: column.title, fontWeight: 'bold' as const })),
        ...rows.map((row) => row.map(typedCell)),
      ],
    })),
    // What Excel would choose; without a name LibreOffice sets headings in another.
    { fontFamily: 'Calibri', fontSize: 11 },
  ).toBuffer();
}

function typedCell(cell: Cell) {
  if (cell === undefined) return null;
  return typeof cell === 'number'
    ? { type: Number, value: cell }
    : { type: String, value: cell, wrap: true, alignVertical: 'top' as const };
}
