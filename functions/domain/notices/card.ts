import type { Instant } from '../calendar.ts';

/** What a chat shows one recipient of one thing: later news changes it, and what must be heard is said in its thread. */
export interface Card {
  /** As in `Send`. */
  readonly recipient: string;
  /** Reference of the thing. */
  readonly reference: string;
  /** Where the chat keeps it; `undefined` until it was posted. */
  readonly place?: CardPlace | undefined;
  /** Version of the thing that it shows. */
  readonly shown: number;
  /** Since when somebody is posting or changing it. */
  readonly heldAt?: Instant | undefined;
  /** 0 = not stored yet. */
  readonly version: number;
}

export interface CardPlace {
  readonly channel: string;
  readonly message: string;
}

/** What news is about, and how it is told. */
export interface Subject {
  readonly reference: string;
  /** Of the thing, once that happened. */
  readonly version: number;
  /** `change`: the card changes, and nobody is rung. `reply`: it is said in the thread of the card too. */
  readonly manner: 'change' | 'reply';
}
