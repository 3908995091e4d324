import type { Intent } from './intent.ts';

/** One message to one person or channel, written once; each voice draws it in its own way. All text is plain. */
export interface Notification {
  /** The subject of a mail, the header of a card. */
  readonly title: string;
  /** Says the essential by itself: screen readers, notifications and previews get nothing else. */
  readonly summary: string;
  readonly sections: readonly NotificationSection[];
  readonly actions: readonly NotificationAction[];
  /** Who writes and why, in small print. */
  readonly footer: string;
}

export interface NotificationSection {
  readonly title: string;
  readonly text?: string | undefined;
  readonly facts?: readonly Fact[] | undefined;
  readonly table?: NotificationTable | undefined;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface NotificationTable {
  readonly columns: readonly string[];
  /** As many cells as columns. */
  readonly rows: readonly (readonly string[])[];
}

/** At least one of `url` and `ask`: a mail shows only what has an address, a chat prefers to do it in place. */
export interface NotificationAction {
  /** Says what happens, e.g. "Ouvrir le site". At most 30 characters, or a phone cuts it. */
  readonly label: string;
  /** Where the site does it. */
  readonly url?: string | undefined;
  /** What a chat does when the button is pressed. */
  readonly intent?: Intent | undefined;
  /** The one that most people want, or the one that takes something back. */
  readonly weight?: 'main' | 'danger' | undefined;
}

/** What people are told with, beside the message itself. */
export interface PersonSetting {
  readonly departementName: string;
  readonly serviceName: string;
  readonly serviceMail: string;
  readonly siteUrl: string;
}

/** What cards are written with, beside what they tell. */
export interface CardSetting extends PersonSetting {
  readonly timeZone: string;
}

/** What a card says, before it is signed. */
export type Card = Omit<Notification, 'footer'>;

/** At most so many things are listed on a card: the rest is on the site. */
export const mostListed = 10;
