import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createStores } from '../../../functions/adapters/dynamodb/stores.ts';
import { createTable } from '../../../functions/adapters/dynamodb/table.ts';
import { createClock } from '../../../functions/adapters/node/runtime.ts';
import { startStreamedTable } from '../../../infra/local/aws/dynamodb/table.ts';
import { parseHostedFunctions } from '../../../infra/local/aws/lambda/functions.ts';
import { createSecrets, startSecretsEngine } from '../../../infra/local/aws/secrets/secrets.ts';
import { startQueueEngine } from '../../../infra/local/aws/sqs/engine.ts';
import { createQueues, parseQueues } from '../../../infra/local/aws/sqs/queues.ts';
import { hostStack, resolveStack } from '../../../infra/local/aws/stack.ts';
import { synthesiseLocal } from '../../../infra/local/aws/template/synthesise.ts';
import { readAssembly } from '../../../infra/local/aws/template/template.ts';
import { Closers, dataFolderAt } from '../../../infra/local/shared/data-folder.ts';
import { createDataFolder } from './local-environment.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const place = { region: 'eu-west-3', accountId: '000000000000', siteUrl: 'http://127.0.0.1/' };

/**
 * A local world without its pages: the table, its stream, the queues, and the bundles that would be deployed. What was
 * handed to a function that died shows again after two seconds, not after three minutes.
 */
export async function startWebhookEnvironment() {
  const folder = dataFolderAt(createDataFolder());
  const closers = new Closers();
  const queues = await startQueueEngine(folder.queues, place.region);
  closers.add(() => queues.close());
  const assembly = readAssembly(await synthesiseLocal(root, () => undefined));
  const { stackName, template } = assembly;
  const stack = resolveStack(assembly, { ...place, stackName, queuesUrl: queues.url });
  const quick = parseQueues(stack).map((queue) => ({ ...queue, visibilitySeconds: 2 }));
  await createQueues(quick, queues);
  const table = await startStreamedTable(stack, folder, closers);
  const secrets = createSecrets({ ...stack, template, file: folder.secrets, written: {} });
  const secretsEngine = await startSecretsEngine(secrets);
  closers.add(() => secretsEngine.close());
  const endpoints = {
    AWS_ENDPOINT_URL_DYNAMODB: table.proxy.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsEngine.url,
    AWS_ENDPOINT_URL_SQS: queues.url,
  };
  const said: string[] = [];
  const log = (name: string, line: string) => void said.push(`${name}: ${line}`);
  const hosted = hostStack(stack, { endpoints, log, table, queues });
  closers.add(() => hosted.stop());
  const files = new Map(
    [...parseHostedFunctions({ ...stack, endpoints }).values()].map(({ name, file }) => [
      name,
      file,
    ]),
  );
  const clock = createClock('Europe/Paris');
  return {
    ...createStores(createTable(table.client, table.name), '047', clock),
    clock,
    said,
    /** As `kill -9` does to the function of that name, whatever it is doing. */
    kill(name: string): boolean {
      try {
        const found = execFileSync('pgrep', [
          '-P',
          String(process.pid),
          '-f',
          files.get(name) ?? '',
        ]);
        for (const pid of found.toString().trim().split('\n')) process.kill(Number(pid), 'SIGKILL');
        return true;
      } catch {
        // It is not running at this moment.
        return false;
      }
    },
    async stop() {
      // What is under way ends first.
      await wait(2000);
      await closers.closeAll();
      rmSync(folder.path, { recursive: true, force: true });
    },
  };
}

export type WebhookEnvironment = Awaited<ReturnType<typeof startWebhookEnvironment>>;
