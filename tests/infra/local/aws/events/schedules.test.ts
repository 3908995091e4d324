import { Cron } from 'croner';
import { expect, test } from 'vitest';
import { toCronerPattern } from '../../../../../infra/local/aws/events/schedules.ts';

const nextRun = (expression: string, timezone: string, after: string) =>
  new Cron(toCronerPattern(expression), { timezone, mode: '7-part', paused: true })
    .nextRun(new Date(after))
    ?.toISOString();

test.each([
  ['cron(0 2 * * ? *)', '2026-01-10T00:00:00Z', '2026-01-10T01:00:00.000Z'],
  // Summer time.
  ['cron(0 2 * * ? *)', '2026-07-10T00:30:00Z', '2026-07-11T00:00:00.000Z'],
  // Monday is 2 for EventBridge, 1 for croner; the 10th of January 2026 is a Saturday.
  ['cron(30 7 ? * 2-6 *)', '2026-01-10T00:00:00Z', '2026-01-12T06:30:00.000Z'],
  ['cron(30 7 ? * MON-FRI *)', '2026-01-10T00:00:00Z', '2026-01-12T06:30:00.000Z'],
  ['cron(0 9 1 1 ? 2027)', '2026-01-10T00:00:00Z', '2027-01-01T08:00:00.000Z'],
])('%s, seen from %s, comes next at %s', (expression, after, expected) => {
  expect(nextRun(expression, 'Europe/Paris', after)).toBe(expected);
});

test.each(['rate(5 minutes)', 'at(2026-01-01T00:00:00)', 'cron(0 2 * * ?)', 'cron(0 2 ? * 6L *)'])(
  '%s is refused',
  (expression) => {
    expect(() => toCronerPattern(expression)).toThrow('does not support');
  },
);
