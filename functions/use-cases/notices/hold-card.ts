import type { Card } from '../../domain/notices/card.ts';
import type { CardStore, Clock } from '../ports.ts';

export interface HoldCardDeps {
  readonly cards: CardStore;
  readonly clock: Clock;
  /** How long whoever holds one can work. */
  readonly holdSeconds: number;
}

/** Somebody else is posting or changing it at this moment. */
export class CardHeld extends Error {
  override name = 'CardHeld';
}

export type HoldCard = (
  which: Pick<Card, 'recipient' | 'reference'>,
  /** Gives the card as it stands once it is done. */
  act: (card: Card) => Promise<Pick<Card, 'place' | 'shown'>>,
) => Promise<void>;

/** One at a time: else two first cards are posted, or what is older is shown last. Whoever died while holding lets go in time. */
export function makeHoldCard({ cards, clock, holdSeconds }: HoldCardDeps): HoldCard {
  const isHeld = ({ heldAt }: Card) =>
    heldAt !== undefined && clock.now().getTime() - Date.parse(heldAt) <= holdSeconds * 1000;

  return async ({ recipient, reference }, act) => {
    const stored = await cards.find(recipient, reference);
    const card = stored ?? { recipient, reference, shown: 0, version: 0 };
    const heldAt = clock.now().toISOString();
    if (isHeld(card) || (await cards.save({ ...card, heldAt })) === 'stale') throw new CardHeld();
    const held = { ...card, version: card.version + 1 };
    let done: Pick<Card, 'place' | 'shown'> = card;
    try {
      done = await act(card);
    } finally {
      await cards.save({ ...held, place: done.place, shown: done.shown, heldAt: undefined });
    }
  };
}
