import { randomUUID } from 'node:crypto';
import { Cron } from 'croner';
import * as z from 'zod';
import type { FunctionHost } from '../lambda/host.ts';
import type { Resolve } from '../template/references.ts';
import { resourcesOf, type Template, types } from '../template/template.ts';

/**
 * Translates a `cron(…)` of EventBridge for croner: seconds come first, `*` stands for `?`, weekdays count from 0.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function toCronerPattern(expression: string): string {
  const fields = /^cron\(([^()]*)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) throw new Error(`The local environment does not support ${expression}`);
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = fields;
  return ['0', minute, hour, any(day), month, toCronerWeekdays(any(weekday)), year].join(' ');
}

const any = (field: string): string => (field === '?' ? '*' : field);

function toCronerWeekdays(field: string): string {
  if (/[L#]/.test(field))
    throw new Error(`The local environment does not support the weekday ${field}`);
  // A number after a slash is a step, not a day.
  return field.replaceAll(/(?<![/\d])[1-7]/g, (day) => String(Number(day) - 1));
}

export interface Schedule {
  readonly id: string;
  readonly pattern: string;
  readonly timeZone: string;
  readonly functionArn: string;
}

const properties = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  // A target with an input of its own is not emulated, so it is refused.
  Target: z.object({ Arn: z.string(), Input: z.undefined().optional() }),
});

export function parseSchedules(template: Template, resolve: Resolve): readonly Schedule[] {
  return resourcesOf(template, types.schedule).flatMap(([id, raw]) => {
    const parsed = properties.parse(resolve(raw));
    if (parsed.State === 'DISABLED') return [];
    const schedule: Schedule = {
      id,
      pattern: toCronerPattern(parsed.ScheduleExpression),
      timeZone: parsed.ScheduleExpressionTimezone,
      functionArn: parsed.Target.Arn,
    };
    return [schedule];
  });
}

/** Returns a function that stops them. A failed run is logged and not repeated: the next one includes what it missed. */
export function startSchedules(
  schedules: readonly Schedule[],
  hosts: ReadonlyMap<string, FunctionHost>,
): () => void {
  const jobs = schedules.map(
    ({ pattern, timeZone, functionArn }) =>
      new Cron(pattern, { timezone: timeZone, mode: '7-part' }, async () => {
        await hosts.get(functionArn)?.invoke(scheduledEvent(new Date()));
      }),
  );
  return () => {
    for (const job of jobs) job.stop();
  };
}

/** The event that EventBridge Scheduler sends if the schedule has no input. */
export const scheduledEvent = (now: Date) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.scheduler',
  time: now.toISOString(),
  detail: '{}',
});
