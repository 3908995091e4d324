import type { Instant } from './calendar.ts';
import type { Door } from './person.ts';

/** One line of what happened to a thing: when, who, by which door, what. Never changed once written. */
export interface JournalEntry<What extends string = string> {
  readonly at: Instant;
  /** The name of the person, as it was that day. */
  readonly who: string;
  readonly door: Door;
  readonly what: What;
  /** The version of the thing that this entry made. */
  readonly version: number;
}
