import type { Day, Instant } from '../../domain/dates.ts';
import type { Fact } from './notification.ts';

/** One document to print or to keep, written once and drawn by `papers/`. All text is plain. */
export interface Document {
  readonly title: string;
  /** Whose paper it is, at the top. */
  readonly from: readonly string[];
  /** Set large: what people quote on the telephone. */
  readonly reference: Fact;
  readonly introduction: readonly string[];
  readonly sections: readonly DocumentSection[];
  /** At the foot of every page. */
  readonly footer: string;
  /** The last event that it tells of: the same paper asked for twice is the same file. */
  readonly madeAt: Instant;
}

export interface DocumentSection {
  readonly title: string;
  readonly facts?: readonly Fact[];
  /** In their order, numbered. */
  readonly events?: readonly string[];
}

/** What every paper says. */
export const documentTexts = {
  page: (page: number, pages: number) => `Page ${page} sur ${pages}`,
  /** In the place of emoji and of letters that the font does not draw. */
  leftOut: '[…]',
  leftOutNote:
    'Le signe […] tient lieu de caractères qui ne s’impriment pas ici, comme les émojis. Le texte entier est sur le site.',
};

/** A table for a spreadsheet. Numbers stay numbers, so that nobody retypes them. */
export interface Sheet {
  /** Shown on the tab; at most 31 characters, without []:*?/\ */
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly Cell[])[];
}

export type Cell = string | number | undefined;

/** A calendar to follow, written once and drawn by `papers/`. All text is plain. */
export interface CalendarFeed {
  readonly name: string;
  /** IANA name: where half a day is half a day. */
  readonly timeZone: string;
  readonly events: readonly CalendarEvent[];
}

export interface CalendarEvent {
  /** The same for the same thing, always: what was told of it before is replaced. */
  readonly uid: string;
  /** Each change adds to it. */
  readonly sequence: number;
  readonly changedAt: Instant;
  /** Both days included. */
  readonly from: Day;
  readonly to: Day;
  /** Minutes since midnight, on the one day; all of it where absent. */
  readonly hours?: { readonly from: number; readonly to: number } | undefined;
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  readonly summary: string;
  readonly description: string;
  readonly place: string;
  readonly url: string;
}
