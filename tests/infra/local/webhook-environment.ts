import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parseHostedFunctions } from '../../../infra/local/aws/lambda/functions.ts';
import { createSecrets, startSecretsEngine } from '../../../infra/local/aws/secrets/secrets.ts';
import { hostStack } from '../../../infra/local/aws/stack.ts';
import { Closers, dataFolderAt } from '../../../infra/local/shared/data-folder.ts';
import { startEngines } from './engines.ts';
import { createDataFolder } from './local-environment.ts';

/**
 * The table, its stream, the queues and the deployed bundles, without the pages. A message that a killed function received
 * is visible again after two seconds; in the template it is three minutes.
 */
export async function startWebhookEnvironment() {
  const folder = dataFolderAt(createDataFolder());
  const closers = new Closers();
  const { stack, queues, table, stores, clock } = await startEngines({
    folder,
    closers,
    visibilitySeconds: 2,
  });
  const { template } = stack.assembly;
  const secrets = createSecrets({ ...stack, template, file: folder.secrets, written: {} });
  const secretsEngine = await startSecretsEngine(secrets);
  closers.add(() => secretsEngine.close());
  const endpoints = {
    AWS_ENDPOINT_URL_DYNAMODB: table.proxy.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsEngine.url,
    AWS_ENDPOINT_URL_SQS: queues.url,
  };
  const logLines: string[] = [];
  const log = (name: string, line: string) => void logLines.push(`${name}: ${line}`);
  const hosted = hostStack(stack, { endpoints, log, table, queues });
  closers.add(() => hosted.stop());
  const files = new Map(
    [...parseHostedFunctions({ ...stack, endpoints }).values()].map(({ name, file }) => [
      name,
      file,
    ]),
  );
  return {
    ...stores,
    clock,
    logLines,
    /** `kill -9` for the function with this name; false if it is not running. */
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
        return false;
      }
    },
    async stop() {
      // The functions finish what they have begun.
      await wait(2000);
      await closers.closeAll();
      rmSync(folder.path, { recursive: true, force: true });
    },
  };
}

export type WebhookEnvironment = Awaited<ReturnType<typeof startWebhookEnvironment>>;
