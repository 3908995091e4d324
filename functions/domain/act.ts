import type { Instant } from './dates.ts';

export const channels = ['slack', 'teams', 'web', 'webhook'] as const;
/** The channel an act came through. */
export type Channel = (typeof channels)[number];

export const chatChannels = ['slack', 'teams'] as const satisfies readonly Channel[];
/** The channels where people talk to a bot. */
export type ChatChannel = (typeof chatChannels)[number];

/** Answers as they were typed, by field, valid or not. */
export type FormInput = Readonly<Record<string, string | readonly string[]>>;

/** What is recorded of every act. */
export interface Act {
  readonly at: Instant;
  readonly who: string;
  /** The person's mailbox; absent for another system. */
  readonly mail?: string | undefined;
  readonly channel: Channel;
  /** Names the form, view or message that was answered: the same key twice is one act. */
  readonly idempotencyKey: string;
}
