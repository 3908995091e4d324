import type {
  ContextBlock,
  HeaderBlock,
  MrkdwnElement,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import { cutText, escapeWithin, splitText } from './fit-text.ts';
import { limits } from './limits.ts';

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
