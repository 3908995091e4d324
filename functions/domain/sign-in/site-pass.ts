import type { Instant } from '../calendar.ts';

/** Lets one person into the site from a chat, once: whose it is, and where it leads. */
export interface SitePass {
  /** Lower case. */
  readonly mail: string;
  /** Of this site. */
  readonly path: string;
  readonly madeAt: Instant;
  /** Tells two passes of one moment apart. */
  readonly id: string;
}

export const passMinutes = 30;

export function isGood({ madeAt }: SitePass, now: Instant): boolean {
  const minutes = (Date.parse(now) - Date.parse(madeAt)) / 60_000;
  return minutes >= 0 && minutes < passMinutes;
}
