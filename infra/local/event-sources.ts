import * as z from 'zod';
import { makeFilter, type Wants } from './event-filter.ts';
import type { Resolve } from './intrinsics.ts';
import { types } from './known-resources.ts';
import type { References } from './references.ts';
import { resourcesOf, type Template } from './template.ts';

/** How a function is given what a stream says. */
export interface EventSource {
  /** Kept from one start to the next: what it has had is noted under it. */
  readonly id: string;
  readonly streamArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly lanes: number;
  readonly retries: number;
  readonly maxAgeSeconds: number;
  readonly bisects: boolean;
  readonly reportsFailures: boolean;
  readonly wants: Wants;
}

/** Strict: a setting that is not imitated must be seen, not ignored. */
const properties = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  StartingPosition: z.literal('TRIM_HORIZON'),
  BatchSize: z.int().default(100),
  // Nothing is waited for here.
  MaximumBatchingWindowInSeconds: z.literal(0).optional(),
  ParallelizationFactor: z.int().default(1),
  MaximumRetryAttempts: z.int().default(-1),
  MaximumRecordAgeInSeconds: z.int().default(-1),
  BisectBatchOnFunctionError: z.boolean().default(false),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: z
    .strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) })
    .optional(),
  // What was given up is told in the log.
  DestinationConfig: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

export function readEventSources(
  template: Template,
  resolve: Resolve,
  references: References,
): readonly EventSource[] {
  const arns = new Map(
    resourcesOf(template, types.function).map(([id]) => [
      references.ref(id),
      references.attribute(id, 'Arn'),
    ]),
  );
  return resourcesOf(template, types.eventSource).map(([id, raw]) => {
    const read = properties.parse(resolve(raw));
    const functionArn = arns.get(read.FunctionName);
    if (!functionArn) throw new Error(`Event source ${id} leads nowhere`);
    const filters = read.FilterCriteria?.Filters.map(({ Pattern }) => makeFilter(Pattern)) ?? [];
    return {
      id,
      streamArn: read.EventSourceArn,
      functionArn,
      batchSize: read.BatchSize,
      lanes: read.ParallelizationFactor,
      retries: unlimited(read.MaximumRetryAttempts),
      maxAgeSeconds: unlimited(read.MaximumRecordAgeInSeconds),
      bisects: read.BisectBatchOnFunctionError,
      reportsFailures: read.FunctionResponseTypes.length > 0,
      wants: (event) => filters.length === 0 || filters.some((wants) => wants(event)),
    };
  });
}

const unlimited = (limit: number): number => (limit === -1 ? Number.POSITIVE_INFINITY : limit);
