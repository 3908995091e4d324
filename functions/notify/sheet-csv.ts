import { stringify } from 'csv-stringify/sync';
import type { Sheet } from '../words/sheet.ts';

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
