import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { chat } from '../../../content/chats.ts';
import type {
  NotificationBody,
  NotificationSection,
  NotificationTable,
} from '../../../content/model/notification.ts';
import {
  actionBlocks,
  boldText,
  contextBlocks,
  escapeText,
  escapeWithin,
  headerBlock,
  limits,
  markedBlocks,
  plain,
  textBlocks,
} from './blocks.ts';

/** How much one surface can show. */
export interface SurfaceLimits {
  readonly blocks: number;
  /** Of all texts together. */
  readonly characters: number;
}

/** How many rows of each table to show: the first number that fits. */
const rowCounts = [25, 12, 6, 3, 0];

/** A notification as blocks, with as many rows of its tables as fit. */
export function notificationBlocks(
  notification: NotificationBody,
  surface: SurfaceLimits,
): KnownBlock[] {
  for (const rows of rowCounts) {
    const blocks = renderNotification(notification, rows);
    if (fits(blocks, surface)) return blocks;
  }
  return shorten(notification, surface);
}

function renderNotification(notification: NotificationBody, rows: number): KnownBlock[] {
  const url = notification.actions.find((action) => action.url)?.url;
  return [
    headerBlock(notification.title),
    ...textBlocks(notification.summary),
    ...notification.sections.flatMap((section) => sectionBlocks(section, { rows, url })),
    ...actionBlocks(notification.actions),
    ...contextBlocks(notification.footer),
  ];
}

interface TableView {
  readonly rows: number;
  /** The page with the whole table. */
  readonly url: string | undefined;
}

function sectionBlocks(section: NotificationSection, view: TableView): KnownBlock[] {
  const { title, text, facts = [], table } = section;
  const lines = facts.map(({ label, value }) => factLine(label, value));
  return [
    ...markedBlocks([boldText(title)]),
    ...(text ? textBlocks(text) : []),
    ...markedBlocks(lines),
    ...(table ? tableBlocks(table, view) : []),
  ];
}

/** A row is a few lines that begin with its first cell: phones have no width for columns. */
function tableBlocks({ columns, rows }: NotificationTable, view: TableView): KnownBlock[] {
  const shown = rows.slice(0, view.rows).map((row) => {
    const [first = '', ...others] = row;
    const result = others.flatMap((cell, index) =>
      cell === '' ? [] : [escapeWithin(chat.fact(columns[index + 1] ?? '', cell), limits.cell)],
    );
    return [boldText(first), ...result].join('\n');
  });
  return [...markedBlocks(shown, '\n\n'), ...restOf(rows.length - shown.length, view.url)];
}

function restOf(more: number, url: string | undefined): KnownBlock[] {
  if (more <= 0) return [];
  const text = escapeText(chat.others(more));
  return markedBlocks([url ? `<${escapeText(url)}|${text}>` : text]);
}

function factLine(label: string, value: string): string {
  return chat.fact(boldText(label), escapeWithin(value, limits.fact));
}

function fits(blocks: readonly KnownBlock[], surface: SurfaceLimits): boolean {
  if (blocks.length > surface.blocks) return false;
  // Counting without the payloads of buttons takes longer, and most notifications fit with them.
  return (
    JSON.stringify(blocks).length <= surface.characters ||
    charactersOf(blocks) <= surface.characters
  );
}

/** An upper bound: it counts property names too, but not the payloads of buttons. */
function charactersOf(blocks: readonly KnownBlock[]): number {
  return JSON.stringify(blocks, (key, part) => (key === 'value' ? undefined : part)).length;
}

/** For a notification that is too long even without tables: it is cut, with a link to the site, and keeps its buttons. */
function shorten(notification: NotificationBody, surface: SurfaceLimits): KnownBlock[] {
  const end = [
    ...textBlocks(chat.rest),
    ...actionBlocks(notification.actions),
    ...contextBlocks(notification.footer),
  ];
  const body = renderNotification({ ...notification, actions: [], footer: '' }, 0);
  while (body.length > 1 && !fits([...body, ...end], surface)) body.pop();
  return [...body, ...end];
}

export interface SlackMessage {
  /** For screen readers, alerts and previews. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

// Slack refuses messages of more than about 13,200 characters: https://github.com/slackapi/bolt-js/issues/2509
const message = { blocks: 50, characters: 12_000 };
// Slack accepts views of 250 kB, which is more than people read.
const modalOrHome = { blocks: 100, characters: 60_000 };

export function notificationMessage(notification: NotificationBody): SlackMessage {
  const text = escapeWithin(`${notification.title}\n${notification.summary}`, limits.sectionText);
  return { text, blocks: notificationBlocks(notification, message) };
}

export const cardCallback = 'card';

export function notificationModal(notification: NotificationBody): ModalView {
  return {
    type: 'modal',
    callback_id: cardCallback,
    // The notification's title is its first block.
    title: plain(chat.name, limits.title),
    close: plain(chat.close, limits.title),
    // The Home tab behind it is then published again.
    notify_on_close: true,
    blocks: notificationBlocks(notification, modalOrHome),
  };
}

/** Opens at once, before its content is known: a trigger expires after three seconds. */
export function waitingModal(): ModalView {
  return {
    type: 'modal',
    callback_id: cardCallback,
    title: plain(chat.name, limits.title),
    close: plain(chat.close, limits.title),
    blocks: [{ type: 'section', text: plain(chat.loading, limits.sectionText) }],
  };
}

export function notificationHome(notification: NotificationBody): HomeView {
  return { type: 'home', blocks: notificationBlocks(notification, modalOrHome) };
}
