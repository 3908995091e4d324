import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { FunctionHost, Log } from '../lambda/host.ts';
import { createFilter, type Wants } from '../template/event-sources.ts';
import type { Resolve } from '../template/references.ts';
import { resourcesOf, type Template, types } from '../template/template.ts';

export interface EventRule {
  readonly id: string;
  readonly wants: Wants;
  readonly functionArns: readonly string[];
}

/** Strict: a target with an input of its own is refused until one needs it. */
const properties = z.strictObject({
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.literal('ENABLED'),
  Targets: z.array(
    z.strictObject({
      Arn: z.string(),
      Id: z.string(),
      DeadLetterConfig: z.unknown().optional(),
      RetryPolicy: z.unknown().optional(),
    }),
  ),
  Tags: z.unknown().optional(),
});

export function parseEventRules(template: Template, resolve: Resolve): readonly EventRule[] {
  return resourcesOf(template, types.rule).map(([id, raw]) => {
    const { EventPattern, Targets } = properties.parse(resolve(raw));
    return {
      id,
      wants: createFilter(JSON.stringify(EventPattern)),
      functionArns: Targets.map(({ Arn }) => Arn),
    };
  });
}

/** After a failure Lambda waits a minute, then two: nobody here is that patient. */
const pausesMilliseconds = [1000, 2000];

/** Gives an event to every function whose rule wants it; one that fails gets it three times in all. */
export function deliver(
  event: unknown,
  rules: readonly EventRule[],
  { hosts, log }: { readonly hosts: ReadonlyMap<string, FunctionHost>; readonly log: Log },
): void {
  for (const { id, functionArns } of rules.filter(({ wants }) => wants(event))) {
    for (const arn of functionArns) void invoke(id, arn);
  }

  async function invoke(id: string, arn: string): Promise<void> {
    for (const pause of [...pausesMilliseconds, undefined]) {
      const outcome = await hosts.get(arn)?.invoke(event);
      if (outcome?.kind === 'answered') return;
      if (pause !== undefined) await wait(pause, undefined, { ref: false });
    }
    log(id, 'Given up after three attempts', true);
  }
}
