import { dayIn } from '../../domain/dates.ts';
import type { SecurityEvent } from '../../domain/people/security.ts';
import type { Clock } from '../../use-cases/ports.ts';

/** The system clock; days are those of the Département's time zone. */
export function createClock(timeZone: string): Clock {
  const now = () => new Date();
  return { now, today: () => dayIn(timeZone, now()) };
}

/** Loads once for all callers. A failed load is not kept: the next caller tries again. */
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

/** Which record and which kind of message an error is about. Never personal data. */
export type LogDetails = Readonly<Record<string, string | number | undefined>>;

/** Writes one line of JSON to the function's log, without the message, which may quote what a person typed. */
export function logError({ name, stack }: Error, about?: LogDetails): void {
  const where = stack?.split('\n').filter((line) => line.trim().startsWith('at '));
  console.error(JSON.stringify({ level: 'error', error: name, ...about, where }));
}

/** Writes one line to the security log, which metric filters of infra count. */
export function logSecurity(event: SecurityEvent): void {
  writeLine({ level: 'info', event: 'security', ...event });
}

/** Writes one line about a request, such as its route and its outcome. */
export function logAccess(line: object): void {
  writeLine({ level: 'info', event: 'access', ...line });
}

/** Past `console`, before whose lines Lambda writes an instant: metric filters then read no JSON. */
function writeLine(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Names an item of the table that cannot be read. A metric filter of infra/constructs/service-function.ts matches the line. */
export function logUnreadableItem(reference: string, fields: readonly string[]): void {
  console.error(JSON.stringify({ level: 'error', error: 'UnreadableItem', reference, fields }));
}
