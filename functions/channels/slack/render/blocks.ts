import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  MrkdwnElement,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import type { NotificationAction } from '../../../content/model/notification.ts';

/**
 * What Slack accepts.
 * https://docs.slack.dev/reference/block-kit/blocks
 */
export const limits = {
  title: 24,
  header: 150,
  sectionText: 3000,
  label: 2000,
  contextText: 2000,
  button: 75,
  buttonValue: 2000,
  buttonsTogether: 25,
  option: 75,
  optionsTogether: 100,
  checkboxes: 10,
  input: 3000,
  filesTogether: 10,
  // Our own limits: a title, a fact or a row of a table is never longer than a section.
  boldText: 200,
  fact: 2500,
  cell: 250,
} as const;

/** Cuts between two graphemes and adds an ellipsis. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const segment of graphemesOf(text)) {
    if (kept.length + segment.length >= max) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Text that Slack would read as a mention or a link is shown as it was typed. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (letter) => escapes.get(letter) ?? letter);
}

const escapes = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

/** Escapes a text and splits it, between words where possible, into pieces of at most `max` characters. */
export function splitText(text: string, max: number): string[] {
  const whole = escapeText(text);
  // Nearly every text fits, and splitting takes longer.
  if (whole.length <= max) return [whole.trim()].filter((each) => each !== '');
  const pieces: string[] = [];
  let piece = '';
  for (const token of tokensOf(text, max)) {
    const next = escapeText(token);
    if (piece.length + next.length > max) {
      pieces.push(piece);
      piece = '';
    }
    piece += next;
  }
  return [...pieces, piece].map((each) => each.trim()).filter((each) => each !== '');
}

/** Escapes a text and cuts it to at most `max` characters. */
export function escapeWithin(text: string, max: number): string {
  const [first = '', ...more] = splitText(text, max - 1);
  return more.length > 0 ? `${first}…` : first;
}

function tokensOf(text: string, max: number): string[] {
  return text
    .split(/(?<=\s)/)
    .flatMap((word) => (escapeText(word).length <= max ? [word] : graphemesOf(word)));
}

/** An emoji of several code points is one grapheme. */
function graphemesOf(text: string): string[] {
  return Array.from(new Intl.Segmenter('fr').segment(text), ({ segment }) => segment);
}

export function plain(text: string, max: number): PlainTextElement {
  // Otherwise ":12:" in a text becomes an emoji.
  return { type: 'plain_text', text: cutText(text, max), emoji: false };
}

/** `text` is mrkdwn, and escaped. */
export function marked(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

export function headerBlock(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, limits.header) };
}

/** A long text takes several sections. */
export function textBlocks(text: string): SectionBlock[] {
  return splitText(text, limits.sectionText).map(sectionBlock);
}

/** Parts (mrkdwn, escaped, none longer than a section) in as few sections as possible. */
export function markedBlocks(parts: readonly string[], between = '\n'): SectionBlock[] {
  const texts: string[] = [];
  for (const part of parts) {
    const joined = [...texts.slice(-1), part].join(between);
    if (joined.length > limits.sectionText) texts.push(part);
    else texts.splice(-1, 1, joined);
  }
  return texts.map(sectionBlock);
}

function sectionBlock(text: string): SectionBlock {
  return { type: 'section', text: marked(text) };
}

export function contextBlocks(text: string): ContextBlock[] {
  if (text === '') return [];
  return [{ type: 'context', elements: [plain(text, limits.contextText)] }];
}

export function boldText(text: string): string {
  return `*${escapeWithin(text, limits.boldText)}*`;
}

/** How the `action_id` of a button begins. */
export const buttonIds = { intent: 'intent', page: 'page', back: 'back' } as const;

const styles = { main: 'primary', danger: 'danger' } as const;

/** Buttons that hold their intent as JSON, or link to a page. */
export function actionBlocks(actions: readonly NotificationAction[]): ActionsBlock[] {
  const buttons = actions.flatMap((action, index) => buttonOf(action, index));
  const groups = Math.ceil(buttons.length / limits.buttonsTogether);
  return Array.from({ length: groups }, (_, group) => ({
    type: 'actions',
    elements: buttons.slice(group * limits.buttonsTogether, (group + 1) * limits.buttonsTogether),
  }));
}

function buttonOf({ label, url, intent, weight }: NotificationAction, index: number): Button[] {
  const value = intent && JSON.stringify(intent);
  const button: Button = {
    type: 'button',
    text: plain(label, limits.button),
    ...(weight && { style: styles[weight] }),
  };
  if (value && value.length <= limits.buttonValue) {
    return [{ ...button, action_id: `${buttonIds.intent}:${index}`, value }];
  }
  return url ? [{ ...button, action_id: `${buttonIds.page}:${index}`, url }] : [];
}
