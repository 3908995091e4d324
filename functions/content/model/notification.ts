import type { Intent } from './intent.ts';

/** A message to a person or a channel, written once: mail, Slack and Teams render it each in their way. All text is plain. */
export interface Notification {
  /** The subject of a mail, the header of a card. */
  readonly title: string;
  /** Must be enough by itself: screen readers, notifications and previews use nothing else. */
  readonly summary: string;
  readonly sections: readonly NotificationSection[];
  readonly actions: readonly NotificationAction[];
  /** The sender and the reason, in small print. */
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

/** Has `url`, `intent` or both. A mail shows only actions with `url`; a chat prefers `intent`. */
export interface NotificationAction {
  /** Names the effect, e.g. "Ouvrir le site". At most 30 characters, because phones cut longer ones. */
  readonly label: string;
  /** The page of the site that does it. */
  readonly url?: string | undefined;
  /** What a chat does when the button is pressed. */
  readonly intent?: Intent | undefined;
  /** `main`: the most likely choice. `danger`: undoes something. */
  readonly weight?: 'main' | 'danger' | undefined;
}

/** What the texts of notifications need of the Département. */
export interface PersonSetting {
  readonly departementName: string;
  readonly serviceName: string;
  readonly serviceMail: string;
  readonly siteUrl: string;
}

/** What the texts of cards need of the Département. */
export interface CardSetting extends PersonSetting {
  readonly timeZone: string;
}

/** A card before its footer is added. */
export type Card = Omit<Notification, 'footer'>;

/** Longest list on a card; the site shows the rest. */
export const mostListed = 10;
