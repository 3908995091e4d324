/** A day of the Département's calendar, `YYYY-MM-DD`. Sorts as text. */
export type Day = string;

/** An instant in UTC, ISO 8601 with milliseconds. Sorts as text. */
export type Instant = string;

/** The day it is in the Département at that instant. `timeZone` is an IANA name, e.g. `Europe/Paris`. */
export function dayIn(timeZone: string, instant: Date): Day {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(instant);
}

/** The UTC days that hold the instants from `from` to `until`, both included, oldest first. */
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

/** The first instant at which it is that day anywhere on Earth: 14 hours before midnight UTC. */
export function earliestInstantOf(day: Day): Instant {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - 14 * 3_600_000).toISOString();
}
