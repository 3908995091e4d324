import type { Instant } from './dates.ts';

/** How someone reached us. */
export type Channel = 'slack' | 'teams' | 'web' | 'webhook';

/** The doors where people speak with a bot. */
export type ChatChannel = Extract<Channel, 'slack' | 'teams'>;

/** Answers as they were typed, field by field, right or wrong: nothing typed is lost. */
export type FormInput = Readonly<Record<string, string | readonly string[]>>;

/** Who acts, when, through which door, and from which opening of the form. */
export interface Act {
  readonly at: Instant;
  readonly who: string;
  /** Their mailbox, where it is known. */
  readonly mail?: string | undefined;
  readonly channel: Channel;
  readonly idempotencyKey: string;
}
