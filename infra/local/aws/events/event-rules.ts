import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { FunctionHost, Log } from '../lambda/host.ts';
import { createFilter, type Filter } from '../template/event-sources.ts';
import type { Resolve } from '../template/references.ts';
import { resourcesOf, type Template, types } from '../template/template.ts';

export interface EventRule {
  readonly id: string;
  readonly matches: Filter;
  readonly functionArns: readonly string[];
}

/** Strict: a target with an input of its own is not emulated, so it is refused. */
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
      matches: createFilter(JSON.stringify(EventPattern)),
      functionArns: Targets.map(({ Arn }) => Arn),
    };
  });
}

/** Lambda waits one minute, then two; locally that is too long. */
const pausesMilliseconds = [1000, 2000];

/** Invokes every function whose rule matches the event, up to three times until it succeeds. */
export function deliver(
  event: unknown,
  rules: readonly EventRule[],
  { hosts, log }: { readonly hosts: ReadonlyMap<string, FunctionHost>; readonly log: Log },
): void {
  for (const { id, functionArns } of rules.filter(({ matches }) => matches(event))) {
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
