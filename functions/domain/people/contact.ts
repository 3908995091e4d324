import type { Instant } from '../calendar.ts';
import type { ChatDoor } from '../door.ts';

/** Somebody as a chat knows them, and who they are to us. */
export interface Contact {
  readonly door: ChatDoor;
  /** What the chat calls them, with their workspace or tenant: `T123/U456`. Never shown. */
  readonly account: string;
  /** Their mailbox by the word of the chat, in lower case: the person is found by it. */
  readonly mail: string;
  readonly name: string;
  /** Whether that word is enough: a guest's is not, until a code has proved them. */
  readonly trusted: boolean;
  /** When the chat was asked last: asked again once it is a day old. */
  readonly knownAt: Instant;
  /** Where they can be written to, where the chat wants more than their account to do so. */
  readonly address?: string | undefined;
  /** 0 = not stored yet. */
  readonly version: number;
}
