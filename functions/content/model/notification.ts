import type { Intent, SharedIntent } from './intent.ts';
import { type SharedText, sharedText } from './shared-text.ts';

/** A message to one person, written once: mail, Slack and Teams render it each in their way. All text is plain. */
export interface Notification extends NotificationBody {
  readonly audience: 'reader';
}

/** A message to everybody in a place. Its type has no room for what is personal: a magic link, answers, a contact. */
export interface SharedNotification extends NotificationBody {
  readonly audience: 'everyone';
  readonly title: SharedText;
  readonly summary: SharedText;
  readonly sections: readonly SharedSection[];
  readonly actions: readonly SharedAction[];
  readonly footer: SharedText;
}

export type AnyNotification = Notification | SharedNotification;

/** The content that both audiences have. */
export interface NotificationBody {
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

export interface SharedSection extends NotificationSection {
  readonly title: SharedText;
  readonly text?: SharedText | undefined;
  readonly facts?: readonly SharedFact[] | undefined;
  readonly table?: SharedTable | undefined;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface SharedFact {
  readonly label: SharedText;
  readonly value: SharedText;
}

export interface NotificationTable {
  readonly columns: readonly string[];
  /** As many cells as columns. */
  readonly rows: readonly (readonly string[])[];
}

export interface SharedTable {
  readonly columns: readonly SharedText[];
  readonly rows: readonly (readonly SharedText[])[];
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

/** A button that any member of the place may press. */
export interface SharedAction extends NotificationAction {
  readonly label: SharedText;
  readonly url?: SharedText | undefined;
  readonly intent?: SharedIntent | undefined;
}

/** What a message for everybody is composed of, before what is personal in its texts is hidden. */
export interface SharedParts extends Omit<NotificationBody, 'actions'> {
  readonly actions: readonly (Omit<NotificationAction, 'url' | 'intent'> & {
    readonly url?: string | undefined;
    readonly intent?: SharedIntent | undefined;
  })[];
}

/** The only way to a message for everybody in a place. */
export function forEveryone({
  title,
  summary,
  sections,
  actions,
  footer,
}: SharedParts): SharedNotification {
  return {
    audience: 'everyone',
    title: sharedText(title),
    summary: sharedText(summary),
    sections: sections.map(sharedSection),
    actions: actions.map(({ label, url, intent, weight }) => ({
      label: sharedText(label),
      url: url === undefined ? undefined : sharedText(url),
      intent,
      weight,
    })),
    footer: sharedText(footer),
  };
}

function sharedSection({ title, text, facts, table }: NotificationSection): SharedSection {
  return {
    title: sharedText(title),
    text: text === undefined ? undefined : sharedText(text),
    facts: facts?.map(({ label, value }) => ({
      label: sharedText(label),
      value: sharedText(value),
    })),
    table: table && {
      columns: table.columns.map(sharedText),
      rows: table.rows.map((row) => row.map(sharedText)),
    },
  };
}

/** A card for everybody in a place before its footer is added. */
export type SharedCard = Omit<SharedParts, 'footer'>;

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

/** A card for one reader before its footer is added. */
export type Card = Omit<NotificationBody, 'footer'>;

/** Longest list on a card; the site shows the rest. */
export const mostListed = 10;
