import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Closers, DataFolder } from '../../shared/data-folder.ts';
import { type EventSource, readEventSources } from '../template/event-sources.ts';
import type { ResolvedStack } from '../template/references.ts';
import { resourcesOf, types } from '../template/template.ts';
import { makeClient, startTableEngine } from './engine.ts';
import { openTableFront, type TableFront } from './proxy.ts';
import { StreamLog } from './stream-log.ts';
import { tableShape } from './writes.ts';

export interface StreamedTable {
  readonly name: string;
  readonly client: DynamoDBClient;
  readonly front: TableFront;
  readonly log: StreamLog;
  /** Who is fed with its stream. */
  readonly sources: readonly EventSource[];
}

const expiryMilliseconds = 60_000;

/** The one table of the template, with its stream and its expiry. */
export async function startStreamedTable(
  { assembly: { template }, around: { region }, references, resolve }: ResolvedStack,
  folder: DataFolder,
  closers: Closers,
): Promise<StreamedTable> {
  const [table, ...others] = resourcesOf(template, types.table);
  if (!table || others.length > 0) throw new Error('The local world knows stacks with one table');
  const [id, properties] = table;
  const name = references.ref(id);
  const arn = references.attribute(id, 'StreamArn');
  const sources = readEventSources(template, resolve, references);
  if (sources.some(({ streamArn }) => streamArn !== arn)) {
    throw new Error('The local world feeds functions with the stream of the table only');
  }
  const engine = await startTableEngine(folder.table, region);
  closers.add(() => engine.close());
  await engine.makeTable(name, properties);

  const log = new StreamLog(folder.stream);
  const shape = tableShape(name, properties);
  const stream = { arn, region };
  const engineEndpoint = engine.endpoint;
  const front = await openTableFront({ engineEndpoint, table: shape, stream, log, sources });
  closers.add(() => front.close());
  const expiry = setInterval(
    () => void front.expire(new Date()).catch(console.error),
    expiryMilliseconds,
  );
  closers.add(() => clearInterval(expiry));
  const client = makeClient(front.endpoint, region);
  closers.add(() => client.destroy());
  return { name, client, front, log, sources };
}
