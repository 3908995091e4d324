import { dayIn } from '../domain/calendar.ts';
import type { Clock } from '../use-cases/ports.ts';

/** The machine's clock, read with the calendar of the Département. */
export function makeClock(timeZone: string): Clock {
  const now = () => new Date();
  return { now, today: () => dayIn(timeZone, now()) };
}
