import type {
  Action,
  CardElement,
  IAdaptiveCard,
  IRichTextBlock,
  ITextBlock,
} from '@microsoft/teams.cards';

export interface CardParts {
  /** The essential in one sentence, for screen readers, and for clients that cannot show the card. */
  readonly summary: string;
  readonly body: CardElement[];
  readonly actions: readonly Action[];
}

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format */
const maxPrimaryActions = 5;

/** Teams shows the cards of bots up to version 1.5. */
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
      // The others are in the overflow menu.
      ...(index >= maxPrimaryActions && { mode: 'secondary' }),
    })),
  };
}

/** Teams refuses messages of more than 28 KB, most of which is the card. */
export const maxBytes = 25_000;

export function fits(card: IAdaptiveCard): boolean {
  return Buffer.byteLength(JSON.stringify(card)) <= maxBytes;
}

/**
 * Teams reads Markdown in these texts: what a person typed must not become a link that shows one address and opens another.
 * A word joiner, which is invisible, separates the two halves of a link.
 */
export function plain(text: string): string {
  return text.replaceAll('](', ']\u2060(');
}

export function textBlock(text: string, look: Partial<ITextBlock> = {}): ITextBlock {
  return { type: 'TextBlock', text: plain(text), wrap: true, ...look };
}

/** Text that people typed, line by line and literally: text runs have no Markdown. */
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
