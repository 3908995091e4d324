import type { Day, Instant } from '../../domain/dates.ts';
import type { Fact } from './notification.ts';

/** A document to print or to keep; channels/web/documents renders it as a PDF. All text is plain. */
export interface Document {
  readonly title: string;
  /** The issuer, at the top. */
  readonly from: readonly string[];
  /** In large type: people quote it on the telephone. */
  readonly reference: Fact;
  readonly introduction: readonly string[];
  readonly sections: readonly DocumentSection[];
  /** On every page. */
  readonly footer: string;
  /** The instant of its last event and not of the request, so that two requests give identical files. */
  readonly madeAt: Instant;
}

export interface DocumentSection {
  readonly title: string;
  readonly facts?: readonly Fact[];
  /** Shown as a numbered list. */
  readonly events?: readonly string[];
}

/** Texts that every document shares. */
export const documentTexts = {
  page: (page: number, pages: number) => `Page ${page} sur ${pages}`,
  /** Replaces emoji and letters that the font does not have. */
  leftOut: '[…]',
  leftOutNote:
    'Le signe […] tient lieu de caractères qui ne s’impriment pas ici, comme les émojis. Le texte entier est sur le site.',
};

/** A table for a spreadsheet. Numbers stay numbers, so that they can be summed. */
export interface Sheet {
  /** Shown on the tab; at most 31 characters, without []:*?/\ */
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly Cell[])[];
}

export type Cell = string | number | undefined;

/** A calendar to subscribe to; channels/web/documents renders it as iCalendar. All text is plain. */
export interface CalendarFeed {
  readonly name: string;
  /** IANA name, for `hours`. */
  readonly timeZone: string;
  readonly events: readonly CalendarEvent[];
}

export interface CalendarEvent {
  /** Always the same for one delivery, so that a calendar replaces its earlier event. */
  readonly uid: string;
  /** Grows with each change. */
  readonly sequence: number;
  readonly changedAt: Instant;
  /** Both days included. */
  readonly from: Day;
  readonly to: Day;
  /** Minutes since midnight, for an event of one day; absent for whole days. */
  readonly hours?: { readonly from: number; readonly to: number } | undefined;
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  readonly summary: string;
  readonly description: string;
  readonly place: string;
  readonly url: string;
}
