import type { Subject } from '../../domain/notices/card.ts';
import type { Message } from '../../domain/notices/message.ts';

/** One message to one person, whom it reaches by as many voices as they have. */
export interface Announcement {
  /** The same happening twice makes the same. */
  readonly noticeId: string;
  readonly mail: string;
  readonly message: Message;
  /** The thing it is news of, if any. */
  readonly subject?: Subject | undefined;
}

/** One way to somebody: a mailbox, an account. */
export interface Way {
  /** Named once and for all: what was sent by it is kept under that name. */
  readonly recipient: string;
  /** Rejects if it could not be handed over. */
  hand(): Promise<void>;
}

/** Tells people: by mail, in a chat. */
export interface PersonVoice {
  /** `proof`: what people keep, so it is tried until it went. `echo`: they have the proof; what fails is let go. */
  readonly kind: 'proof' | 'echo';
  /** None where the person has none, or where this voice does not tell such things. */
  waysTo(announcement: Announcement): Promise<readonly Way[]>;
}
