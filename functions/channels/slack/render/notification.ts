import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { chat } from '../../../content/chats.ts';
import type {
  Notification,
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

/** How much one surface takes. */
export interface Room {
  readonly blocks: number;
  /** Of all its texts together. */
  readonly characters: number;
}

/** How many rows of a table are shown, in the order in which they are tried. */
const rowsTried = [25, 12, 6, 3, 0];

/** A notice as blocks, with as much of its tables as there is room for. */
export function notificationBlocks(notification: Notification, room: Room): KnownBlock[] {
  for (const rows of rowsTried) {
    const blocks = renderNotification(notification, rows);
    if (fits(blocks, room)) return blocks;
  }
  return shorten(notification, room);
}

function renderNotification(notification: Notification, rows: number): KnownBlock[] {
  const url = notification.actions.find((action) => action.url)?.url;
  return [
    headerBlock(notification.title),
    ...textBlocks(notification.summary),
    ...notification.sections.flatMap((section) => sectionBlocks(section, { rows, url })),
    ...actionBlocks(notification.actions),
    ...contextBlocks(notification.footer),
  ];
}

interface TableRoom {
  readonly rows: number;
  /** Where the whole table is. */
  readonly url: string | undefined;
}

function sectionBlocks(section: NotificationSection, room: TableRoom): KnownBlock[] {
  const { title, text, facts = [], table } = section;
  const lines = facts.map(({ label, value }) => factLine(label, value));
  return [
    ...markedBlocks([boldText(title)]),
    ...(text ? textBlocks(text) : []),
    ...markedBlocks(lines),
    ...(table ? tableBlocks(table, room) : []),
  ];
}

/** One row is a few lines that begin with its first cell: columns do not hold on a phone. */
function tableBlocks({ columns, rows }: NotificationTable, room: TableRoom): KnownBlock[] {
  const shown = rows.slice(0, room.rows).map((row) => {
    const [first = '', ...others] = row;
    const result = others.flatMap((cell, index) =>
      cell === '' ? [] : [escapeWithin(chat.fact(columns[index + 1] ?? '', cell), limits.cell)],
    );
    return [boldText(first), ...result].join('\n');
  });
  return [...markedBlocks(shown, '\n\n'), ...restOf(rows.length - shown.length, room.url)];
}

function restOf(more: number, url: string | undefined): KnownBlock[] {
  if (more <= 0) return [];
  const text = escapeText(chat.others(more));
  return markedBlocks([url ? `<${escapeText(url)}|${text}>` : text]);
}

function factLine(label: string, value: string): string {
  return chat.fact(boldText(label), escapeWithin(value, limits.fact));
}

function fits(blocks: readonly KnownBlock[], room: Room): boolean {
  if (blocks.length > room.blocks) return false;
  // What buttons carry only adds to it, and counting without takes longer.
  return (
    JSON.stringify(blocks).length <= room.characters || charactersOf(blocks) <= room.characters
  );
}

/** Errs on the safe side: the names of what is around the texts are counted too, not what buttons carry. */
function charactersOf(blocks: readonly KnownBlock[]): number {
  return JSON.stringify(blocks, (key, part) => (key === 'value' ? undefined : part)).length;
}

/** Even without tables it is too long: its end is on the site, its buttons stay. */
function shorten(notification: Notification, room: Room): KnownBlock[] {
  const end = [
    ...textBlocks(chat.rest),
    ...actionBlocks(notification.actions),
    ...contextBlocks(notification.footer),
  ];
  const body = renderNotification({ ...notification, actions: [], footer: '' }, 0);
  while (body.length > 1 && !fits([...body, ...end], room)) body.pop();
  return [...body, ...end];
}

export interface SlackMessage {
  /** What screen readers, notifications and previews get. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

// Slack refuses messages of more than about 13,200 characters: https://github.com/slackapi/bolt-js/issues/2509
const message = { blocks: 50, characters: 12_000 };
// A view may weigh 250 kB; long before, nobody reads it.
const view = { blocks: 100, characters: 60_000 };

export function notificationMessage(notification: Notification): SlackMessage {
  const text = escapeWithin(`${notification.title}\n${notification.summary}`, limits.sectionText);
  return { text, blocks: notificationBlocks(notification, message) };
}

export const cardCallback = 'card';

export function notificationModal(notification: Notification): ModalView {
  return {
    type: 'modal',
    callback_id: cardCallback,
    // Its own title is above what it says.
    title: plain(chat.name, limits.title),
    close: plain(chat.close, limits.title),
    // The Home behind it is drawn anew then.
    notify_on_close: true,
    blocks: notificationBlocks(notification, view),
  };
}

/** Shown at once, while what was asked for is looked up: a trigger lives three seconds. */
export function waitingModal(): ModalView {
  return {
    type: 'modal',
    callback_id: cardCallback,
    title: plain(chat.name, limits.title),
    close: plain(chat.close, limits.title),
    blocks: [{ type: 'section', text: plain(chat.loading, limits.sectionText) }],
  };
}

export function notificationHome(notification: Notification): HomeView {
  return { type: 'home', blocks: notificationBlocks(notification, view) };
}
