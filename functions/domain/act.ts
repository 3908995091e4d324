import type { Instant } from './dates.ts';

/** How someone reached us. */
export type Door = 'slack' | 'teams' | 'web' | 'hook';

/** The doors where people speak with a bot. */
export type ChatDoor = Extract<Door, 'slack' | 'teams'>;

/** Answers as they were typed, field by field, right or wrong: nothing typed is lost. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** Who acts, when, through which door, and from which opening of the form. */
export interface Act {
  readonly at: Instant;
  readonly who: string;
  /** Their mailbox, where it is known. */
  readonly mail?: string | undefined;
  readonly door: Door;
  readonly opening: string;
}
