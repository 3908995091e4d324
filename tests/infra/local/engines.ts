import { createStores } from '../../../functions/adapters/dynamodb/stores.ts';
import { createTable } from '../../../functions/adapters/dynamodb/table.ts';
import { createClock } from '../../../functions/adapters/node/runtime.ts';
import { startStreamedTable } from '../../../infra/local/aws/dynamodb/table.ts';
import { startQueueEngine } from '../../../infra/local/aws/sqs/engine.ts';
import { createQueues, parseQueues } from '../../../infra/local/aws/sqs/queues.ts';
import { resolveStack } from '../../../infra/local/aws/stack.ts';
import type { Closers, DataFolder } from '../../../infra/local/shared/data-folder.ts';
import { localAssembly } from './assembly.ts';

export interface EngineOptions {
  readonly folder: DataFolder;
  readonly closers: Closers;
  /** How long a received message is hidden; as in the template if absent. */
  readonly visibilitySeconds?: number;
}

/** The table, its stream and the queues of the synthesised stack, without its functions and without the pages. */
export async function startEngines({ folder, closers, visibilitySeconds }: EngineOptions) {
  const region = 'eu-west-3';
  const queues = await startQueueEngine(folder.queues, region);
  closers.add(() => queues.close());
  const assembly = await localAssembly();
  const stack = resolveStack(assembly, {
    region,
    accountId: '000000000000',
    stackName: assembly.stackName,
    siteUrl: 'http://127.0.0.1/',
    queuesUrl: queues.url,
  });
  const parsed = parseQueues(stack);
  await createQueues(
    visibilitySeconds ? parsed.map((queue) => ({ ...queue, visibilitySeconds })) : parsed,
    queues,
  );
  const table = await startStreamedTable(stack, folder, closers);
  const clock = createClock('Europe/Paris');
  const stores = createStores(createTable(table.client, table.name), '047', clock);
  return { stack, queues, table, stores, clock };
}
