import type {
  Action,
  CardElement,
  IAdaptiveCard,
  IRichTextBlock,
  ITextBlock,
} from '@microsoft/teams.cards';

export interface CardParts {
  /** The essential in one sentence: read aloud, and shown by what cannot draw the card. */
  readonly summary: string;
  readonly body: CardElement[];
  readonly actions: readonly Action[];
}

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format */
const mostPrimaryActions = 5;

/** Teams draws the cards of bots up to version 1.5. */
export function createCard({ summary, body, actions }: CardParts): IAdaptiveCard {
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    lang: 'fr',
    fallbackText: summary,
    speak: summary,
    body,
    actions: actions.map((action, index) => ({
      ...action,
      // The others are in the menu behind the dots: none is lost.
      ...(index >= mostPrimaryActions && { mode: 'secondary' }),
    })),
  };
}

/** Teams refuses messages of more than 28 KB, of which the card is the most. */
export const mostBytes = 25_000;

export function fits(card: IAdaptiveCard): boolean {
  return Buffer.byteLength(JSON.stringify(card)) <= mostBytes;
}

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
export function inputText(text: string): IRichTextBlock[] {
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
