import type { Instant } from '../calendar.ts';

/** The way of one browser to the identity provider and back. */
export interface Trip {
  /** Long and impossible to guess; the provider hands it back. */
  readonly state: string;
  readonly startedAt: Instant;
  /** The path of this site that they were going to; empty: the first page. */
  readonly next: string;
}

export const tripMinutes = 10;

export function isUnderWay({ startedAt }: Trip, now: Instant): boolean {
  const minutes = (Date.parse(now) - Date.parse(startedAt)) / 60_000;
  return minutes >= 0 && minutes < tripMinutes;
}
