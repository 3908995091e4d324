import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Closers, DataFolder } from '../../shared/data-folder.ts';
import { type EventSource, parseEventSources } from '../template/event-sources.ts';
import type { ResolvedStack } from '../template/references.ts';
import { resourcesOf, types } from '../template/template.ts';
import { createClient, startTableEngine } from './engine.ts';
import { openTableProxy, type TableProxy } from './proxy.ts';
import { StreamLog } from './stream-log.ts';
import { tableShape } from './writes.ts';

export interface StreamedTable {
  readonly name: string;
  readonly client: DynamoDBClient;
  readonly proxy: TableProxy;
  readonly log: StreamLog;
  /** The functions that its stream invokes. */
  readonly sources: readonly EventSource[];
}

const expiryMilliseconds = 60_000;

/** Starts the one table of the template, with its stream and the deletion of expired items. */
export async function startStreamedTable(
  { assembly: { template }, around: { region }, references, resolve }: ResolvedStack,
  folder: DataFolder,
  closers: Closers,
): Promise<StreamedTable> {
  const [table, ...others] = resourcesOf(template, types.table);
  if (!table || others.length > 0)
    throw new Error('The local environment runs stacks with one table');
  const [id, properties] = table;
  const name = references.ref(id);
  const arn = references.attribute(id, 'StreamArn');
  const sources = parseEventSources(template, resolve, references);
  if (sources.some(({ streamArn }) => streamArn !== arn)) {
    throw new Error('The local environment reads the stream of the table only');
  }
  const engine = await startTableEngine(folder.table, region);
  closers.add(() => engine.close());
  await engine.createTable(name, properties);

  const log = new StreamLog(folder.stream);
  const shape = tableShape(name, properties);
  const stream = { arn, region };
  const engineEndpoint = engine.endpoint;
  const proxy = await openTableProxy({ engineEndpoint, table: shape, stream, log, sources });
  closers.add(() => proxy.close());
  const expiry = setInterval(
    () => void proxy.expire(new Date()).catch(console.error),
    expiryMilliseconds,
  );
  closers.add(() => clearInterval(expiry));
  const client = createClient(proxy.endpoint, region);
  closers.add(() => client.destroy());
  return { name, client, proxy, log, sources };
}
