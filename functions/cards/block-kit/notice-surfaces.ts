import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { chat } from '../../words/chat.ts';
import type { Notice } from '../../words/notice.ts';
import { escapeWithin } from './fit-text.ts';
import { limits } from './limits.ts';
import { noticeBlocks } from './notice-blocks.ts';
import { plain } from './text-blocks.ts';

export interface SlackMessage {
  /** What screen readers, notifications and previews get. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

// Slack refuses messages of more than about 13,200 characters: https://github.com/slackapi/bolt-js/issues/2509
const message = { blocks: 50, characters: 12_000 };
// A view may weigh 250 kB; long before, nobody reads it.
const view = { blocks: 100, characters: 60_000 };

export function noticeMessage(notice: Notice): SlackMessage {
  const text = escapeWithin(`${notice.title}\n${notice.summary}`, limits.sectionText);
  return { text, blocks: noticeBlocks(notice, message) };
}

export const cardCallback = 'card';

export function noticeModal(notice: Notice): ModalView {
  return {
    type: 'modal',
    callback_id: cardCallback,
    // Its own title is above what it says.
    title: plain(chat.name, limits.title),
    close: plain(chat.close, limits.title),
    // The Home behind it is drawn anew then.
    notify_on_close: true,
    blocks: noticeBlocks(notice, view),
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

export function noticeHome(notice: Notice): HomeView {
  return { type: 'home', blocks: noticeBlocks(notice, view) };
}
