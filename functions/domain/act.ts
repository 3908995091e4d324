import type { Instant } from './dates.ts';

export const channels = ['slack', 'teams', 'web', 'webhook'] as const;
/** How an act reached us. */
export type Channel = (typeof channels)[number];

export const chatChannels = ['slack', 'teams'] as const satisfies readonly Channel[];
/** The channels where people talk to a bot. */
export type ChatChannel = (typeof chatChannels)[number];

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
