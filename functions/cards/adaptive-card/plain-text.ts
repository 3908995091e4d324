import type { IRichTextBlock, ITextBlock } from '@microsoft/teams.cards';

/**
 * Teams reads Markdown in these texts: somebody's words must not become a link that says one thing and leads to another.
 * A word joiner, which nobody sees, keeps the two halves of one apart.
 */
export function plain(text: string): string {
  return text.replaceAll('](', ']\u2060(');
}

export function textBlock(text: string, look: Partial<ITextBlock> = {}): ITextBlock {
  return { type: 'TextBlock', text: plain(text), wrap: true, ...look };
}

/** Text that people typed, to the letter and line by line: runs know no Markdown. */
export function typedText(text: string): IRichTextBlock[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => ({
      type: 'RichTextBlock',
      spacing: index === 0 ? 'Default' : 'Small',
      inlines: [{ type: 'TextRun', text: line }],
    }));
}

export function cut(text: string, letters: number): string {
  return text.length > letters ? `${text.slice(0, letters)}…` : text;
}
