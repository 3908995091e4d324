import { dayIn } from '../../domain/dates.ts';
import type { Clock } from '../../use-cases/ports.ts';

/** The machine's clock, read with the calendar of the Département. */
export function createClock(timeZone: string): Clock {
  const now = () => new Date();
  return { now, today: () => dayIn(timeZone, now()) };
}

/** Loads once for all callers; a load that failed is forgotten, so that the next caller tries again. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let held: Promise<T> | undefined;
  return () => {
    held ??= load().catch((error: unknown) => {
      held = undefined;
      throw error;
    });
    return held;
  };
}

/** One line of JSON in the function's log. Without the message: it may quote what somebody typed. */
export function logError({ name, stack }: Error): void {
  const where = stack?.split('\n').filter((line) => line.trim().startsWith('at '));
  console.error(JSON.stringify({ level: 'error', error: name, where }));
}
