import type { CardElement, IColumn } from '@microsoft/teams.cards';
import { chat } from '../../words/chat.ts';
import type { NoticeTable } from '../../words/notice.ts';
import { cut, textBlock } from './plain-text.ts';

/** How many rows of a table there is room for, and how many letters in a text. */
export interface Room {
  readonly rows: number;
  readonly letters: number;
}

/** What a phone has room for side by side. */
const mostSideBySide = 2;

/** The first rows of a table, and how many more there are. */
export function tableRows(table: NoticeTable, room: Room): CardElement[] {
  const { columns, rows } = table;
  const shown = rows.slice(0, room.rows).map((row) => row.map((cell) => cut(cell, room.letters)));
  const left = rows.length - shown.length;
  return [
    ...(columns.length <= mostSideBySide
      ? [rowOf(columns, true), ...shown.map((row) => rowOf(row, false))]
      : shown.flatMap((row) => stackOf(columns, row))),
    ...(left > 0 ? [textBlock(chat.others(left), { isSubtle: true })] : []),
  ];
}

function rowOf(cells: readonly string[], isHeader: boolean): CardElement {
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    columns: cells.map(
      (cell, index): IColumn => ({
        type: 'Column',
        // Long words to the left, numbers to the right.
        width: index === 0 ? 'stretch' : 'auto',
        items: [textBlock(cell, isHeader ? { isSubtle: true, size: 'Small' } : {})],
      }),
    ),
  };
}

/** One row is one paragraph: what it is about, then the rest with the names of the columns. */
function stackOf(columns: readonly string[], row: readonly string[]): CardElement[] {
  const [first = '', ...others] = row;
  const told = others
    .map((cell, index) => (cell === '' ? '' : chat.fact(columns[index + 1] ?? '', cell)))
    .filter((part) => part !== '');
  return [
    textBlock(first, { weight: 'Bolder', spacing: 'Medium' }),
    textBlock(told.join(' · '), { spacing: 'None' }),
  ];
}
