import { type Card, mayClaim, type Send } from '../domain/notifications/notification.ts';
import type { CardStore, Clock, SendStore } from './ports.ts';

export interface SendOnceDeps {
  readonly sends: SendStore;
  readonly clock: Clock;
  readonly newId: () => string;
  /** How long a run that sends can last; when absent, as long as any can. */
  readonly runMinutes?: number;
}

export interface SendReport {
  readonly recipient: string;
  /** `claimed`: another run is sending it at this moment. `unrecorded`: it went, and its record could not be written. */
  readonly outcome: 'sent' | 'already-sent' | 'claimed' | 'failed' | 'unrecorded';
  readonly error?: unknown;
}

export type SendOnce = (
  what: { readonly noticeId: string; readonly recipient: string },
  send: () => Promise<void>,
) => Promise<SendReport>;

/** Sends one notice to one recipient, once, however often and by however many it is asked. A failure is told, not thrown. */
export function makeSendOnce({ sends, clock, newId, runMinutes }: SendOnceDeps): SendOnce {
  return async ({ noticeId, recipient }, send) => {
    const now = () => clock.now().toISOString();
    const stored = await sends.find(noticeId, recipient);
    if (stored?.state === 'sent') return { recipient, outcome: 'already-sent' };
    if (stored && !mayClaim(stored, now(), runMinutes)) return { recipient, outcome: 'claimed' };

    const version = stored?.version ?? 0;
    const claim: Send = { noticeId, recipient, state: 'sending', at: now(), run: newId(), version };
    if ((await sends.save(claim)) === 'stale') return { recipient, outcome: 'claimed' };
    const claimed = { ...claim, version: version + 1 };
    try {
      await send();
    } catch (error) {
      await sends.save({ ...claimed, state: 'failed', at: now() });
      return { recipient, outcome: 'failed', error };
    }
    const recorded = await sends.save({ ...claimed, state: 'sent', at: now() });
    return { recipient, outcome: recorded === 'saved' ? 'sent' : 'unrecorded' };
  };
}

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
