import type { Action, CardElement, IAdaptiveCard, IColumn } from '@microsoft/teams.cards';
import { chat } from '../../../content/chats.ts';
import type {
  NotificationAction,
  NotificationBody,
  NotificationSection,
  NotificationTable,
} from '../../../content/model/notification.ts';
import { createCard, cut, fits, inputText, plain, textBlock } from './card.ts';

/** How many rows of a table and letters of a text are shown. */
export interface CardLimits {
  readonly rows: number;
  readonly letters: number;
}

/** More columns do not fit on a phone. */
const maxColumns = 2;

/** The first rows of a table, and the number of others. */
export function tableRows(table: NotificationTable, limits: CardLimits): CardElement[] {
  const { columns, rows } = table;
  const shown = rows
    .slice(0, limits.rows)
    .map((row) => row.map((cell) => cut(cell, limits.letters)));
  const left = rows.length - shown.length;
  return [
    ...(columns.length <= maxColumns
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
        // The first column holds long words, the others numbers.
        width: index === 0 ? 'stretch' : 'auto',
        items: [textBlock(cell, isHeader ? { isSubtle: true, size: 'Small' } : {})],
      }),
    ),
  };
}

/** A row as a paragraph: its first cell, then the others with the names of their columns. */
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

interface SectionLimits extends CardLimits {
  readonly sections: number;
}

/** From what is readable on a phone to what fits into a message in any case. */
const cardLimits: readonly SectionLimits[] = [
  { sections: 30, rows: 10, letters: 3000 },
  { sections: 20, rows: 4, letters: 500 },
  { sections: 8, rows: 2, letters: 200 },
];

/** A notification as an Adaptive Card. */
export function notificationCard(notification: NotificationBody): IAdaptiveCard {
  const cards = cardLimits.map((limits) => cardWithin(notification, limits));
  const card = cards.find(fits);
  if (!card) throw new Error('The notification is too large for a card');
  return card;
}

function cardWithin(notification: NotificationBody, limits: SectionLimits): IAdaptiveCard {
  const { title, summary, sections, actions, footer } = notification;
  const shown = sections.slice(0, limits.sections);
  return createCard({
    summary,
    body: [
      ...(title ? [textBlock(title, { size: 'Large', weight: 'Bolder', style: 'heading' })] : []),
      textBlock(summary),
      ...shown.flatMap((section) => sectionElements(section, limits)),
      ...(shown.length < sections.length ? [textBlock(chat.rest)] : []),
      ...(footer ? [textBlock(footer, { size: 'Small', isSubtle: true, separator: true })] : []),
    ],
    actions: actions.flatMap(actionOf),
  });
}

function sectionElements(
  { title, text, facts, table }: NotificationSection,
  limits: CardLimits,
): CardElement[] {
  return [
    textBlock(title, { weight: 'Bolder', style: 'heading', separator: true }),
    ...(text ? inputText(cut(text, limits.letters)) : []),
    ...(facts && facts.length > 0
      ? [
          {
            type: 'FactSet' as const,
            facts: facts.map(({ label, value }) => ({
              title: plain(label),
              value: plain(cut(value, limits.letters)),
            })),
          },
        ]
      : []),
    ...(table ? tableRows(table, limits) : []),
  ];
}

/** An intent is answered in place; a URL opens a page. */
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
