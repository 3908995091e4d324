import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import {
  createClient,
  startTableEngine,
  type TableEngine,
} from '../../../../../infra/local/aws/dynamodb/engine.ts';
import { openTableProxy } from '../../../../../infra/local/aws/dynamodb/proxy.ts';
import type { StreamRecord } from '../../../../../infra/local/aws/dynamodb/stream-log.ts';
import { StreamLog } from '../../../../../infra/local/aws/dynamodb/stream-log.ts';
import { tableShape } from '../../../../../infra/local/aws/dynamodb/writes.ts';
import type { EventSource } from '../../../../../infra/local/aws/template/event-sources.ts';
import { createFilter } from '../../../../../infra/local/aws/template/event-sources.ts';

export const region = 'eu-west-3';
const TableName = 'table';
const arn = `arn:aws:dynamodb:${region}:000000000000:table/table/stream/local`;

/** The table of the application, as its template defines it. */
const table = {
  AttributeDefinitions: ['pk', 'sk', 'changedDay', 'changedAt', 'openYear', 'openFrom'].map(
    (AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    }),
  ),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
  GlobalSecondaryIndexes: [
    {
      IndexName: 'changes',
      KeySchema: [
        { AttributeName: 'changedDay', KeyType: 'HASH' },
        { AttributeName: 'changedAt', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
    {
      IndexName: 'open',
      KeySchema: [
        { AttributeName: 'openYear', KeyType: 'HASH' },
        { AttributeName: 'openFrom', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
};

export function eventSource(changes: Partial<EventSource> & { pattern?: object } = {}) {
  const { pattern = {}, ...others } = changes;
  return {
    id: 'Source',
    streamArn: arn,
    functionArn: 'function',
    batchSize: 10,
    parallelizationFactor: 1,
    retries: 5,
    maxAgeSeconds: 3600,
    bisects: false,
    reportsFailures: true,
    wants: createFilter(JSON.stringify(pattern)),
    ...others,
  } satisfies EventSource;
}

export type StreamEnvironment = Awaited<ReturnType<typeof startStreamEnvironment>>;

/** A table with its stream. Its data survive `reopen`. */
export async function startStreamEnvironment(sources: readonly EventSource[] = [eventSource()]) {
  const folder = mkdtempSync(join(tmpdir(), 'stream-'));
  const file = join(folder, 'stream.jsonl');
  const engine = await startTableEngine(join(folder, 'table'), region);
  await engine.createTable(TableName, table);
  let opened = await open(engine, file, sources);

  return {
    TableName,
    file,
    engine,
    /** Reaches the engine without the proxy. */
    direct: createClient(engine.endpoint, region),
    get client() {
      return opened.client;
    },
    get proxy() {
      return opened.proxy;
    },
    get log() {
      return opened.log;
    },
    pending: (id = 'Source') => opened.log.pending(id),
    async reopen() {
      await opened.proxy.close();
      opened = await open(engine, file, sources);
    },
    async stop() {
      await opened.proxy.close();
      await engine.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function open(engine: TableEngine, file: string, sources: readonly EventSource[]) {
  const log = new StreamLog(file);
  const proxy = await openTableProxy({
    engineEndpoint: engine.endpoint,
    table: tableShape(TableName, table),
    stream: { arn, region },
    log,
    sources,
  });
  return { log, proxy, client: createClient(proxy.endpoint, region) };
}

export const item = (pk: string, rest: Record<string, unknown> = {}) =>
  marshall({ pk, sk: 'it', ...rest });

/** A record as text: `INSERT a {"n":1}`. */
export function describeRecord({
  eventName,
  dynamodb: { Keys, NewImage, OldImage },
}: StreamRecord): string {
  const image = NewImage ?? OldImage ?? {};
  const { pk: _, sk: __, ...rest } = unmarshall(image as never);
  return `${eventName} ${Keys['pk']?.['S']} ${JSON.stringify(rest)}`;
}
