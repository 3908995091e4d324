import type { Reply, WholeRequest } from '../shared/http.ts';
import { StreamPoller } from './dynamodb/stream-poller.ts';
import type { StreamedTable } from './dynamodb/table.ts';
import { deliver, parseEventRules } from './events/event-rules.ts';
import { parseSchedules, scheduledEvent, startSchedules } from './events/schedules.ts';
import { createHttpApi } from './http-api/http-api.ts';
import { parseRoutes } from './http-api/routes.ts';
import { parseHostedFunctions } from './lambda/functions.ts';
import { FunctionHost, type Log, type Outcome } from './lambda/host.ts';
import type { QueueEngine } from './sqs/engine.ts';
import { QueuePoller } from './sqs/poller.ts';
import { parseQueues } from './sqs/queues.ts';
import { parseQueueSources } from './template/event-sources.ts';
import {
  createReferences,
  createResolver,
  type ResolvedStack,
  type Surroundings,
} from './template/references.ts';
import { type Assembly, refuseUnknownTypes } from './template/template.ts';

export function resolveStack(assembly: Assembly, around: Surroundings): ResolvedStack {
  refuseUnknownTypes(assembly.template);
  const references = createReferences(assembly.template, around);
  return { assembly, around, references, resolve: createResolver(references) };
}

export interface HostedStack {
  readonly answer: (request: WholeRequest) => Promise<Reply>;
  readonly runNightlyDigest: () => Promise<Outcome>;
  /** Invokes the functions whose rules match the event. */
  readonly deliver: (event: unknown) => void;
  stop(): Promise<void>;
}

export interface HostedEnvironment {
  readonly endpoints: Readonly<Record<string, string>>;
  readonly log: Log;
  readonly table: Pick<StreamedTable, 'proxy' | 'log' | 'sources'>;
  readonly queues: Pick<QueueEngine, 'client'>;
}

/** Runs the functions of the stack, which its routes, schedules, stream, queues and event rules invoke. */
export function hostStack(
  stack: ResolvedStack,
  { endpoints, log, table, queues }: HostedEnvironment,
): HostedStack {
  const { assembly, resolve, references } = stack;
  const hosted = parseHostedFunctions({ ...stack, endpoints });
  const hosts = new Map([...hosted].map(([arn, each]) => [arn, new FunctionHost(each, log)]));
  const nightlyDigestArn = [...hosted].find(([, { name }]) => name === 'NightlyDigest')?.[0] ?? '';
  const nightlyDigest = hosts.get(nightlyDigestArn);
  if (!nightlyDigest) throw new Error('The template has no function NightlyDigest');
  const stopSchedules = startSchedules(parseSchedules(assembly.template, resolve), hosts);
  const stopStreamPollers = startStreamPollers(table, hosts, log);
  const stopQueuePollers = startQueuePollers(stack, queues, { hosts, log });
  const rules = parseEventRules(assembly.template, resolve);
  return {
    answer: createHttpApi(parseRoutes(assembly.template, resolve, references), hosts),
    runNightlyDigest: () => nightlyDigest.invoke(scheduledEvent(new Date())),
    deliver: (event) => deliver(event, rules, { hosts, log }),
    async stop() {
      stopSchedules();
      stopStreamPollers();
      stopQueuePollers();
      await Promise.all([...hosts.values()].map((host) => host.stop()));
    },
  };
}

function startQueuePollers(
  stack: ResolvedStack,
  { client }: HostedEnvironment['queues'],
  { hosts, log }: { readonly hosts: ReadonlyMap<string, FunctionHost>; readonly log: Log },
): () => void {
  const { assembly, resolve, references, around } = stack;
  const queues = new Map(parseQueues(stack).map((queue) => [queue.arn, queue]));
  const pollers = parseQueueSources(assembly.template, resolve, references).map((source) => {
    const [queue, host] = [queues.get(source.queueArn), hosts.get(source.functionArn)];
    if (!queue || !host) throw new Error(`Event source ${source.id} has no queue or no function`);
    const invoke = (event: unknown) => host.invoke(event);
    return new QueuePoller(source, queue, { client, region: around.region, invoke, log });
  });
  return () => {
    for (const poller of pollers) poller.stop();
  };
}

/** Begins with the records that were not processed in the last run. */
function startStreamPollers(
  { proxy, log: stream, sources }: HostedEnvironment['table'],
  hosts: ReadonlyMap<string, FunctionHost>,
  log: Log,
): () => void {
  const pollers = new Map(
    sources.flatMap((source) => {
      const host = hosts.get(source.functionArn);
      if (!host) throw new Error(`Event source ${source.id} has no queue or no function`);
      const invoke = (event: unknown) => host.invoke(event);
      return [[source.id, new StreamPoller(source, { invoke, stream, log })] as const];
    }),
  );
  proxy.onRecord((record, sourceId) => pollers.get(sourceId)?.add(record));
  return () => {
    for (const poller of pollers.values()) poller.stop();
  };
}
