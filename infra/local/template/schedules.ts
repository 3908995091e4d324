import { randomUUID } from 'node:crypto';
import { Cron } from 'croner';
import * as z from 'zod';
import type { FunctionHost } from '../functions/function-host.ts';
import type { Resolve } from './intrinsics.ts';
import { types } from './known-resources.ts';
import { toCronerPattern } from './schedule-expression.ts';
import { resourcesOf, type Template } from './template.ts';

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
  // A target with an input of its own is refused until one needs it.
  Target: z.object({ Arn: z.string(), Input: z.undefined().optional() }),
});

export function readSchedules(template: Template, resolve: Resolve): readonly Schedule[] {
  return resourcesOf(template, types.schedule).flatMap(([id, raw]) => {
    const read = properties.parse(resolve(raw));
    if (read.State === 'DISABLED') return [];
    const schedule: Schedule = {
      id,
      pattern: toCronerPattern(read.ScheduleExpression),
      timeZone: read.ScheduleExpressionTimezone,
      functionArn: read.Target.Arn,
    };
    return [schedule];
  });
}

/** Gives the way to stop them. One attempt each: what failed is in the log, and the next night catches up. */
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

/** What EventBridge Scheduler sends when no input was set. */
export const scheduledEvent = (now: Date) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.scheduler',
  time: now.toISOString(),
  detail: '{}',
});
