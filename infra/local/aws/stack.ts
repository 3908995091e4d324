import type { Reply, WholeRequest } from '../shared/http.ts';
import { StreamFeed } from './dynamodb/stream-poller.ts';
import type { StreamedTable } from './dynamodb/table.ts';
import { deliver, readEventRules } from './events/event-rules.ts';
import { readSchedules, scheduledEvent, startSchedules } from './events/schedules.ts';
import { makeHttpApi } from './http-api/http-api.ts';
import { readRoutes } from './http-api/routes.ts';
import { readHostedFunctions } from './lambda/functions.ts';
import { FunctionHost, type Log, type Outcome } from './lambda/host.ts';
import type { QueueEngine } from './sqs/engine.ts';
import { QueuePoller } from './sqs/poller.ts';
import { readQueues } from './sqs/queues.ts';
import { readQueueSources } from './template/event-sources.ts';
import {
  makeReferences,
  makeResolver,
  type ResolvedStack,
  type Surroundings,
} from './template/references.ts';
import { type Assembly, refuseUnknownTypes } from './template/template.ts';

export function resolveStack(assembly: Assembly, around: Surroundings): ResolvedStack {
  refuseUnknownTypes(assembly.template);
  const references = makeReferences(assembly.template, around);
  return { assembly, around, references, resolve: makeResolver(references) };
}

export interface HostedStack {
  readonly answer: (request: WholeRequest) => Promise<Reply>;
  readonly runNight: () => Promise<Outcome>;
  /** Gives an event to the functions whose rules want it. */
  readonly deliver: (event: unknown) => void;
  stop(): Promise<void>;
}

export interface HostedWorld {
  readonly endpoints: Readonly<Record<string, string>>;
  readonly log: Log;
  readonly table: Pick<StreamedTable, 'front' | 'log' | 'sources'>;
  readonly queues: Pick<QueueEngine, 'client'>;
}

/** The functions of the stack, behind its routes, its schedules, its stream, its queues and its event rules. */
export function hostStack(
  stack: ResolvedStack,
  { endpoints, log, table, queues }: HostedWorld,
): HostedStack {
  const { assembly, resolve, references } = stack;
  const hosted = readHostedFunctions({ ...stack, endpoints });
  const hosts = new Map([...hosted].map(([arn, one]) => [arn, new FunctionHost(one, log)]));
  const nightArn = [...hosted].find(([, { name }]) => name === 'Night')?.[0] ?? '';
  const night = hosts.get(nightArn);
  if (!night) throw new Error('The template has no function named Night');
  const stopSchedules = startSchedules(readSchedules(assembly.template, resolve), hosts);
  const stopFeeds = startFeeds(table, hosts, log);
  const stopPollers = startPollers(stack, queues, { hosts, log });
  const rules = readEventRules(assembly.template, resolve);
  return {
    answer: makeHttpApi(readRoutes(assembly.template, resolve, references), hosts),
    runNight: () => night.invoke(scheduledEvent(new Date())),
    deliver: (event) => deliver(event, rules, { hosts, log }),
    async stop() {
      stopSchedules();
      stopFeeds();
      stopPollers();
      await Promise.all([...hosts.values()].map((host) => host.stop()));
    },
  };
}

function startPollers(
  stack: ResolvedStack,
  { client }: HostedWorld['queues'],
  { hosts, log }: { readonly hosts: ReadonlyMap<string, FunctionHost>; readonly log: Log },
): () => void {
  const { assembly, resolve, references, around } = stack;
  const queues = new Map(readQueues(stack).map((queue) => [queue.arn, queue]));
  const pollers = readQueueSources(assembly.template, resolve, references).map((source) => {
    const [queue, host] = [queues.get(source.queueArn), hosts.get(source.functionArn)];
    if (!queue || !host) throw new Error(`Event source ${source.id} leads nowhere`);
    const invoke = (event: unknown) => host.invoke(event);
    return new QueuePoller(source, queue, { client, region: around.region, invoke, log });
  });
  return () => {
    for (const poller of pollers) poller.stop();
  };
}

/** What the stream had still to say at the last end comes first. */
function startFeeds(
  { front, log: stream, sources }: HostedWorld['table'],
  hosts: ReadonlyMap<string, FunctionHost>,
  log: Log,
): () => void {
  const feeds = new Map(
    sources.flatMap((source) => {
      const host = hosts.get(source.functionArn);
      if (!host) throw new Error(`Event source ${source.id} leads nowhere`);
      const invoke = (event: unknown) => host.invoke(event);
      return [[source.id, new StreamFeed(source, { invoke, stream, log })] as const];
    }),
  );
  front.tell((record, sourceId) => feeds.get(sourceId)?.take(record));
  return () => {
    for (const feed of feeds.values()) feed.stop();
  };
}
