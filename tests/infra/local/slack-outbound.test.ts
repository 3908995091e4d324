import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createStores } from '../../../functions/adapters/dynamodb/stores.ts';
import { createTable } from '../../../functions/adapters/dynamodb/table.ts';
import { shortIdFrom } from '../../../functions/adapters/node/crypto.ts';
import { createClock } from '../../../functions/adapters/node/runtime.ts';
import { reportDamage } from '../../../functions/use-cases/damages.ts';
import { startStreamedTable } from '../../../infra/local/aws/dynamodb/table.ts';
import { createSecrets, startSecretsEngine } from '../../../infra/local/aws/secrets/secrets.ts';
import { startMailEngine } from '../../../infra/local/aws/ses/engine.ts';
import { startQueueEngine } from '../../../infra/local/aws/sqs/engine.ts';
import { createQueues, parseQueues } from '../../../infra/local/aws/sqs/queues.ts';
import { hostStack, resolveStack } from '../../../infra/local/aws/stack.ts';
import { synthesiseLocal } from '../../../infra/local/aws/template/synthesise.ts';
import { type Assembly, readAssembly } from '../../../infra/local/aws/template/template.ts';
import { Closers, dataFolderAt } from '../../../infra/local/shared/data-folder.ts';
import type { LocalSlack } from '../../../infra/local/slack-simulator/simulator.ts';
import { memberOf } from '../../../infra/local/slack-simulator/workspace.ts';
import { crochepierre, damage, durand, register } from '../../shared/examples.ts';
import { busyFor, type FaultySlack, startFaultySlack } from '../../shared/faulty-slack.ts';
import { answered, slackBotToken, startSlackEnvironment } from '../../shared/slack-environment.ts';
import { createDataFolder } from './local-environment.ts';

/* From a report to Slack through the bundles that would be deployed, and what a kill does to a post under way. */

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { uai } = crochepierre;

let folder: ReturnType<typeof dataFolderAt>;
let slack: FaultySlack;
let local: LocalSlack;
let closers: Closers;
let assembly: Assembly;

beforeAll(async () => {
  assembly = readAssembly(await synthesiseLocal(root, () => undefined));
});
beforeEach(async () => {
  folder = dataFolderAt(createDataFolder());
  closers = new Closers();
  local = await startSlackEnvironment({ endpoint: async () => answered() });
  slack = await startFaultySlack(local.apiUrl, slackBotToken);
});
afterEach(async () => {
  await closers.closeAll();
  await slack.stop();
  await local.close();
  rmSync(folder.path, { recursive: true });
});

async function start() {
  const queues = await startQueueEngine(folder.queues, 'eu-west-3');
  closers.add(() => queues.close());
  const { stackName, template } = assembly;
  const around = { region: 'eu-west-3', accountId: '000000000000', siteUrl: 'http://127.0.0.1' };
  const stack = resolveStack(assembly, { ...around, stackName, queuesUrl: queues.url });
  await createQueues(parseQueues(stack), queues);
  const table = await startStreamedTable(stack, folder, closers);
  const mailEngine = await startMailEngine(folder.mails, 0);
  closers.add(() => mailEngine.close());
  const secret = {
    signingSecret: 'a',
    botToken: slackBotToken,
    workspaces: [local.workspace.team.id],
  };
  const made = createSecrets({ ...stack, template, file: folder.secrets });
  const secretsEngine = await startSecretsEngine(
    new Map([...made].map(([arn]) => [arn, JSON.stringify(secret)])),
  );
  closers.add(() => secretsEngine.close());
  const hosted = hostStack(stack, {
    endpoints: {
      AWS_ENDPOINT_URL_DYNAMODB: table.proxy.endpoint,
      AWS_ENDPOINT_URL_SESV2: mailEngine.endpoint,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsEngine.url,
      AWS_ENDPOINT_URL_SQS: queues.url,
      SLACK_API_URL: slack.url,
    },
    log: () => undefined,
    table,
    queues,
  });
  closers.add(() => hosted.stop());
  const clock = createClock('Europe/Paris');
  const stores = createStores(createTable(table.client, table.name), '047', clock);
  return { ...stores, clock, queues, mailEngine };
}

async function settle(environment: Awaited<ReturnType<typeof start>>) {
  const now = environment.clock.now().toISOString();
  await environment.departement.replaceRegister(register, now);
  await environment.persons.save(durand);
  const account = `${local.workspace.team.id}/${memberOf(local.workspace, 'claire').id}`;
  const { mail, name } = durand;
  const chatUser = { channel: 'slack', account, mail, name, trusted: true, knownAt: now } as const;
  await environment.chatUsers.save({ ...chatUser, version: 0 });
}

const report = (environment: Awaited<ReturnType<typeof start>>, idempotencyKey: string) =>
  reportDamage(
    { ...environment, shortIdFrom },
    { uai, by: durand, channel: 'web', idempotencyKey, despiteOverlap: true },
    damage,
  );

const posted = () => slack.calls.filter(({ method }) => method === 'chat.postMessage');

test('a report is mailed and said in Slack, once each', async () => {
  const environment = await start();
  await settle(environment);
  await report(environment, 'a');
  await expect.poll(() => posted(), { timeout: 20_000 }).toHaveLength(1);
  expect(posted()[0]?.args['channel']).toBe(memberOf(local.workspace, 'claire').id);
  await expect.poll(() => environment.queues.log.pending()).toEqual([]);
  expect(environment.mailEngine.mails()).toHaveLength(1);
});

test('a post that was on the queue when the world was killed is said when it is started again', async () => {
  const environment = await start();
  await settle(environment);
  slack.faults.push(busyFor('600'));
  await report(environment, 'a');
  await expect.poll(() => slack.state.asked, { timeout: 20_000 }).toBe(1);
  await closers.closeAll();

  await start();
  await expect.poll(posted, { timeout: 20_000 }).toHaveLength(1);
});
