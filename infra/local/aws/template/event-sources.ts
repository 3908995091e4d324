import * as z from 'zod';
import type { References, Resolve } from './references.ts';
import { resourcesOf, type Template, types } from './template.ts';

/** Whether an event passes. */
export type Filter = (event: unknown) => boolean;

const plain = z.union([z.string(), z.number(), z.null()]);
const rules = z.array(
  z.union([
    plain,
    z.strictObject({ prefix: z.string() }),
    z.strictObject({ exists: z.boolean() }),
    z.strictObject({ 'anything-but': z.array(plain) }),
  ]),
);
type Rule = z.output<typeof rules>[number];
const record = z.record(z.string(), z.unknown());

/**
 * Compiles a filter pattern of an event source; throws on a rule that is not emulated.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
export function createFilter(pattern: string): Filter {
  return compile(JSON.parse(pattern));
}

function compile(pattern: unknown): Filter {
  if (Array.isArray(pattern)) {
    const alternatives = rules.parse(pattern);
    return (value) => alternatives.some((rule) => meets(value, rule));
  }
  const parts = Object.entries(record.parse(pattern)).map(([name, inner]) => {
    if (name.startsWith('$'))
      throw new Error(`The local environment does not support the filter ${name}`);
    return [name, compile(inner)] as const;
  });
  return (event) => {
    const { data } = record.safeParse(event);
    return parts.every(([name, passes]) => passes(data?.[name]));
  };
}

function meets(value: unknown, rule: Rule): boolean {
  if (typeof rule !== 'object' || rule === null) return value === rule;
  if ('exists' in rule) return (value !== undefined) === rule.exists;
  if ('prefix' in rule) return typeof value === 'string' && value.startsWith(rule.prefix);
  return value !== undefined && rule['anything-but'].every((refused) => value !== refused);
}

const isOfQueue = (arn: string): boolean => arn.startsWith('arn:aws:sqs:');

/** A queue that invokes a function. */
export interface QueueSource {
  readonly id: string;
  readonly queueArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly reportsFailures: boolean;
}

/** A stream that invokes a function. */
export interface EventSource {
  /** Stays the same between starts, because its position in the stream is stored under it. */
  readonly id: string;
  readonly streamArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly parallelizationFactor: number;
  readonly retries: number;
  readonly maxAgeSeconds: number;
  readonly bisects: boolean;
  readonly reportsFailures: boolean;
  readonly wants: Filter;
}

const responseTypes = z.array(z.literal('ReportBatchItemFailures')).default([]);

/** Strict: a setting that is not emulated is refused. */
const properties = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  StartingPosition: z.literal('TRIM_HORIZON'),
  BatchSize: z.int().default(100),
  // Batching windows are not emulated.
  MaximumBatchingWindowInSeconds: z.literal(0).optional(),
  ParallelizationFactor: z.int().default(1),
  MaximumRetryAttempts: z.int().default(-1),
  MaximumRecordAgeInSeconds: z.int().default(-1),
  BisectBatchOnFunctionError: z.boolean().default(false),
  FunctionResponseTypes: responseTypes,
  FilterCriteria: z
    .strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) })
    .optional(),
  // Records that are given up go to the log.
  DestinationConfig: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

const queueProperties = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.int().default(10),
  MaximumBatchingWindowInSeconds: z.literal(0).optional(),
  FunctionResponseTypes: responseTypes,
  // Locally, each function handles one event at a time.
  ScalingConfig: z.strictObject({ MaximumConcurrency: z.int() }).optional(),
  Tags: z.unknown().optional(),
});

export function parseEventSources(
  template: Template,
  resolve: Resolve,
  references: References,
): readonly EventSource[] {
  const mappings = parseMappings(template, resolve, references);
  return mappings.flatMap(({ id, functionArn, arn, raw }) => {
    if (isOfQueue(arn)) return [];
    const read = properties.parse(raw);
    const filters = read.FilterCriteria?.Filters.map(({ Pattern }) => createFilter(Pattern)) ?? [];
    const source: EventSource = {
      id,
      streamArn: arn,
      functionArn,
      batchSize: read.BatchSize,
      parallelizationFactor: read.ParallelizationFactor,
      retries: unlimited(read.MaximumRetryAttempts),
      maxAgeSeconds: unlimited(read.MaximumRecordAgeInSeconds),
      bisects: read.BisectBatchOnFunctionError,
      reportsFailures: read.FunctionResponseTypes.length > 0,
      wants: (event) => filters.length === 0 || filters.some((passes) => passes(event)),
    };
    return [source];
  });
}

export function parseQueueSources(
  template: Template,
  resolve: Resolve,
  references: References,
): readonly QueueSource[] {
  const mappings = parseMappings(template, resolve, references);
  return mappings.flatMap(({ id, functionArn, arn, raw }) => {
    if (!isOfQueue(arn)) return [];
    const { BatchSize, FunctionResponseTypes } = queueProperties.parse(raw);
    const reportsFailures = FunctionResponseTypes.length > 0;
    return [{ id, queueArn: arn, functionArn, batchSize: BatchSize, reportsFailures }];
  });
}

const ends = z.object({ EventSourceArn: z.string(), FunctionName: z.string() });

function parseMappings(template: Template, resolve: Resolve, references: References) {
  const arns = new Map(
    resourcesOf(template, types.function).map(([id]) => [
      references.ref(id),
      references.attribute(id, 'Arn'),
    ]),
  );
  return resourcesOf(template, types.eventSource).map(([id, unresolved]) => {
    const raw = resolve(unresolved);
    const { EventSourceArn, FunctionName } = ends.parse(raw);
    const functionArn = arns.get(FunctionName);
    if (!functionArn) throw new Error(`Event source ${id} has no function`);
    return { id, functionArn, arn: EventSourceArn, raw };
  });
}

const unlimited = (limit: number): number => (limit === -1 ? Number.POSITIVE_INFINITY : limit);
