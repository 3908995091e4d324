import type { Action, CardElement, IAdaptiveCard, IColumn } from '@microsoft/teams.cards';
import { chat } from '../../../content/chats.ts';
import type {
  Notification,
  NotificationAction,
  NotificationSection,
  NotificationTable,
} from '../../../content/model/notification.ts';
import { createCard, cut, fits, inputText, plain, textBlock } from './card.ts';

/** How many rows of a table there is room for, and how many letters in a text. */
export interface Room {
  readonly rows: number;
  readonly letters: number;
}

/** What a phone has room for side by side. */
const mostSideBySide = 2;

/** The first rows of a table, and how many more there are. */
export function tableRows(table: NotificationTable, room: Room): CardElement[] {
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
  const result = others
    .map((cell, index) => (cell === '' ? '' : chat.fact(columns[index + 1] ?? '', cell)))
    .filter((part) => part !== '');
  return [
    textBlock(first, { weight: 'Bolder', spacing: 'Medium' }),
    textBlock(result.join(' · '), { spacing: 'None' }),
  ];
}

interface CardRoom extends Room {
  readonly sections: number;
}

/** From all that a phone shows well to what surely fits into a message. */
const rooms: readonly CardRoom[] = [
  { sections: 30, rows: 10, letters: 3000 },
  { sections: 20, rows: 4, letters: 500 },
  { sections: 8, rows: 2, letters: 200 },
];

/** A notice as Teams draws it: to be read from top to bottom on a phone. */
export function notificationCard(notification: Notification): IAdaptiveCard {
  const cards = rooms.map((room) => cardIn(notification, room));
  const card = cards.find(fits);
  if (!card) throw new Error('A notice is too large for a card, whatever is left out');
  return card;
}

function cardIn(notification: Notification, room: CardRoom): IAdaptiveCard {
  const { title, summary, sections, actions, footer } = notification;
  const shown = sections.slice(0, room.sections);
  return createCard({
    summary,
    body: [
      textBlock(title, { size: 'Large', weight: 'Bolder', style: 'heading' }),
      textBlock(summary),
      ...shown.flatMap((section) => sectionElements(section, room)),
      ...(shown.length < sections.length ? [textBlock(chat.rest)] : []),
      ...(footer ? [textBlock(footer, { size: 'Small', isSubtle: true, separator: true })] : []),
    ],
    actions: actions.flatMap(actionOf),
  });
}

function sectionElements(
  { title, text, facts, table }: NotificationSection,
  room: Room,
): CardElement[] {
  return [
    textBlock(title, { weight: 'Bolder', style: 'heading', separator: true }),
    ...(text ? inputText(cut(text, room.letters)) : []),
    ...(facts && facts.length > 0
      ? [
          {
            type: 'FactSet' as const,
            facts: facts.map(({ label, value }) => ({
              title: plain(label),
              value: plain(cut(value, room.letters)),
            })),
          },
        ]
      : []),
    ...(table ? tableRows(table, room) : []),
  ];
}

/** In place where the bot can do it, else at its address. */
function actionOf({ label, url, intent, weight }: NotificationAction): Action[] {
  if (intent) {
    return [
      {
        type: 'Action.Execute',
        title: label,
        verb: 'intent',
        data: { intent },
        associatedInputs: 'none',
        ...(weight && { style: weight === 'main' ? 'positive' : 'destructive' }),
      },
    ];
  }
  return url ? [{ type: 'Action.OpenUrl', title: label, url }] : [];
}
