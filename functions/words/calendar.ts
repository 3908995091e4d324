import type { Day, Instant } from '../domain/calendar.ts';

/** A calendar to follow, written once and drawn by `papers/`. All text is plain. */
export interface Calendar {
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
