import ical, { ICalEventStatus } from 'ical-generator';
import type { CalendarEvent, CalendarFeed } from '../../../content/model/document.ts';

/** How often calendar programs are asked to refresh. */
const hourlySeconds = 3600;

/**
 * The feed as iCalendar (RFC 5545). Hours are in UTC, so that the file needs no VTIMEZONE; whole days have no time zone.
 */
export function renderCalendarFeed({ name, timeZone, events }: CalendarFeed): string {
  const calendarFeed = ical({
    name,
    prodId: { company: 'Casiers', product: 'Livraisons', language: 'FR' },
    ttl: hourlySeconds,
    x: { 'X-WR-TIMEZONE': timeZone },
  });
  for (const event of events) {
    const { uid: id, sequence, changedAt, status, summary, description, place, url } = event;
    calendarFeed.createEvent({
      ...{ id, sequence, summary, description, url, location: place },
      stamp: new Date(changedAt),
      status: ICalEventStatus[status],
      ...timesOf(event, timeZone),
    });
  }
  return calendarFeed.toString();
}

function timesOf({ from, to, hours }: CalendarEvent, timeZone: string) {
  if (hours) {
    return {
      start: instantOf(from, hours.from, timeZone),
      end: instantOf(from, hours.to, timeZone),
    };
  }
  const end = new Date(`${to}T00:00:00.000Z`);
  // DTEND is exclusive: the day after the last one.
  end.setUTCDate(end.getUTCDate() + 1);
  return { start: new Date(`${from}T00:00:00.000Z`), end, allDay: true };
}

/** The instant when a clock in the time zone shows that many minutes since midnight. */
function instantOf(day: string, minutes: number, timeZone: string): Date {
  const asUtc = Date.parse(`${day}T00:00:00.000Z`) + minutes * 60_000;
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const shown = Date.parse(`${parts.format(new Date(asUtc)).replace(' ', 'T')}.000Z`);
  return new Date(asUtc - (shown - asUtc));
}
