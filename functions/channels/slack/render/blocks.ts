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
 * What Slack takes, and refuses to show beyond.
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
  // Ours, so that a title, a fact or a row of a table is never longer than a section.
  boldText: 200,
  fact: 2500,
  cell: 250,
} as const;

/** Cuts between two letters as people see them, and says so by an ellipsis. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const segment of lettersOf(text)) {
    if (kept.length + segment.length >= max) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** What Slack would take for a mention or a link is shown as it was typed. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (letter) => escapes.get(letter) ?? letter);
}

const escapes = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

/** Escaped, in pieces of `max` characters at most: between words where it can be. */
export function splitText(text: string, max: number): string[] {
  const whole = escapeText(text);
  // As nearly every text does: then words need not be told apart.
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

/** Escaped, and no longer than that once it is. */
export function escapeWithin(text: string, max: number): string {
  const [first = '', ...more] = splitText(text, max - 1);
  return more.length > 0 ? `${first}…` : first;
}

function tokensOf(text: string, max: number): string[] {
  return text
    .split(/(?<=\s)/)
    .flatMap((word) => (escapeText(word).length <= max ? [word] : lettersOf(word)));
}

/** Grapheme clusters: an emoji joined of several code points counts as one. */
function lettersOf(text: string): string[] {
  return Array.from(new Intl.Segmenter('fr').segment(text), ({ segment }) => segment);
}

export function plain(text: string, max: number): PlainTextElement {
  // `emoji`: else ":12:" in a text of ours becomes a picture.
  return { type: 'plain_text', text: cutText(text, max), emoji: false };
}

/** Written with Slack's marks already, and escaped. */
export function marked(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

export function headerBlock(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, limits.header) };
}

/** As many sections as it takes. */
export function textBlocks(text: string): SectionBlock[] {
  return splitText(text, limits.sectionText).map(sectionBlock);
}

/** Parts that are marked and escaped already, in as few sections as hold them. None may be longer than a section. */
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

/** What a button is called when it comes back: it carries an ask, or only led to a page. */
export const buttonIds = { intent: 'intent', page: 'page', back: 'back' } as const;

const styles = { main: 'primary', danger: 'danger' } as const;

/** Buttons that carry their ask, as JSON; or lead to the page where it is done. */
export function actionBlocks(actions: readonly NotificationAction[]): ActionsBlock[] {
  const buttons = actions.flatMap((action, index) => buttonOf(action, index));
  const shares = Math.ceil(buttons.length / limits.buttonsTogether);
  return Array.from({ length: shares }, (_, share) => ({
    type: 'actions',
    elements: buttons.slice(share * limits.buttonsTogether, (share + 1) * limits.buttonsTogether),
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
