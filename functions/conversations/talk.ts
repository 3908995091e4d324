import type { Ask } from '../domain/ask.ts';
import type { ChatDoor } from '../domain/door.ts';
import type { KnownPerson } from '../domain/people/person.ts';
import type { Sent, Turn } from '../words/turn.ts';

/** Who speaks to the bot, as the door made them out. */
export type Speaker =
  | {
      readonly kind: 'known';
      readonly door: ChatDoor;
      readonly account: string;
      readonly person: KnownPerson;
    }
  /** The chat vouches for their mailbox, and nobody is known by it: they may become bound by a code. */
  | {
      readonly kind: 'stranger';
      readonly door: ChatDoor;
      readonly account: string;
      readonly mail: string;
      readonly name: string;
    };

/** The conversations of the counter, the same in every chat. Writes what was confirmed, and nothing else. */
export interface Talk {
  /** Answers a command, a sentence or a button. `opening` names that message or click: the same one twice is one act. */
  hear(speaker: Speaker, ask: Ask, opening: string): Promise<Turn>;
  /** Takes a form in: its next step, the same step with its errors, or the card of what was done. */
  take(speaker: Speaker, sent: Sent): Promise<Turn>;
}
