/** A day of the Département's calendar, `YYYY-MM-DD`. Sorts as text. */
export type Day = string;

/** An instant in UTC, ISO 8601 with milliseconds. Sorts as text. */
export type Instant = string;

/** From 1 September to 31 August, e.g. `2025-2026`. Sorts as text. */
export type SchoolYear = string;

export function schoolYearOf(day: Day): SchoolYear {
  const year = Number(day.slice(0, 4));
  const first = day.slice(5, 7) < '09' ? year - 1 : year;
  return `${first}-${first + 1}`;
}

/** The date in that time zone at that instant. `timeZone` is an IANA name, e.g. `Europe/Paris`. */
export function dayIn(timeZone: string, instant: Date): Day {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(instant);
}

/** Parses `3/2/2026`, `03.02.26` or `2026-02-03`; `undefined` for a day that does not exist. */
export function parseDay(input: string): Day | undefined {
  const compact = input.replace(/\s/g, '');
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(compact);
  const [, date = '', month = '', year = ''] = written ?? [];
  const inFull = `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const day = written ? inFull : compact;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const instant = Date.parse(`${day}T00:00:00.000Z`);
  // `Date.parse` reads 31 February as a day of March.
  const exists = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(day);
  return exists ? day : undefined;
}

/** The UTC days from `from` to `until`, both included, oldest first. */
export function utcDaysBetween(from: Instant, until: Instant): Day[] {
  const days: Day[] = [];
  const last = until.slice(0, 10);
  for (let day = from.slice(0, 10); day <= last; day = dayAfter(day)) days.push(day);
  return days;
}

function dayAfter(day: Day): Day {
  const next = new Date(`${day}T00:00:00.000Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/** The first instant at which it is that day anywhere: 14 hours before midnight UTC (Kiritimati). */
export function earliestInstantOf(day: Day): Instant {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - 14 * 3_600_000).toISOString();
}
