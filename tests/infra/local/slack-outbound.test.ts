import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { wireStores } from '../../../functions/adapters/dynamodb/stores.ts';
import { makeTable } from '../../../functions/adapters/dynamodb/table.ts';
import { damageIdFrom } from '../../../functions/adapters/node/crypto.ts';
import { makeClock } from '../../../functions/adapters/node/runtime.ts';
import { makeReportDamage } from '../../../functions/use-cases/damages.ts';
import { startStreamedTable } from '../../../infra/local/aws/dynamodb/table.ts';
import { makeSecrets, startSecretsEngine } from '../../../infra/local/aws/secrets/secrets.ts';
import { startMailEngine } from '../../../infra/local/aws/ses/engine.ts';
import { startQueueEngine } from '../../../infra/local/aws/sqs/engine.ts';
import { makeQueues, readQueues } from '../../../infra/local/aws/sqs/queues.ts';
import { hostStack, resolveStack } from '../../../infra/local/aws/stack.ts';
import { synthesiseLocal } from '../../../infra/local/aws/template/synthesise.ts';
import { type Assembly, readAssembly } from '../../../infra/local/aws/template/template.ts';
import { Closers, dataFolderAt } from '../../../infra/local/shared/data-folder.ts';
import type { LocalSlack } from '../../../infra/local/slack-simulator/simulator.ts';
import { memberOf } from '../../../infra/local/slack-simulator/workspace.ts';
import { crochepierre, durand, register, damage as report } from '../../shared/examples.ts';
import { busyFor, type FaultySlack, startFaultySlack } from '../../shared/faulty-slack.ts';
import { answered, slackBotToken, startSlackWorld } from '../../shared/slack-world.ts';
import { makeDataFolder } from './local-world.ts';

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
  folder = dataFolderAt(makeDataFolder());
  closers = new Closers();
  local = await startSlackWorld({ endpoint: async () => answered() });
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
  await makeQueues(readQueues(stack), queues);
  const table = await startStreamedTable(stack, folder, closers);
  const mailEngine = await startMailEngine(folder.mails, 0);
  closers.add(() => mailEngine.close());
  const secret = {
    signingSecret: 'a',
    botToken: slackBotToken,
    workspaces: [local.workspace.team.id],
  };
  const made = makeSecrets({ ...stack, template, file: folder.secrets });
  const secretsEngine = await startSecretsEngine(
    new Map([...made].map(([arn]) => [arn, JSON.stringify(secret)])),
  );
  closers.add(() => secretsEngine.close());
  const hosted = hostStack(stack, {
    endpoints: {
      AWS_ENDPOINT_URL_DYNAMODB: table.front.endpoint,
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
  const clock = makeClock('Europe/Paris');
  const stores = wireStores(makeTable(table.client, table.name), '047', clock);
  return { ...stores, clock, queues, mailEngine };
}

async function settle(world: Awaited<ReturnType<typeof start>>) {
  const now = world.clock.now().toISOString();
  await world.departement.replaceRegister(register, now);
  await world.persons.save(durand);
  const account = `${local.workspace.team.id}/${memberOf(local.workspace, 'claire').id}`;
  const { mail, name } = durand;
  const contact = { door: 'slack', account, mail, name, trusted: true, knownAt: now } as const;
  await world.contacts.save({ ...contact, version: 0 });
}

const reportDamage = (world: Awaited<ReturnType<typeof start>>, opening: string) =>
  makeReportDamage({ ...world, damageIdFrom })(
    { uai, by: durand, door: 'web', opening, despiteOverlap: true },
    report,
  );

const posted = () => slack.calls.filter(({ method }) => method === 'chat.postMessage');

test('a report is mailed and said in Slack, once each', async () => {
  const world = await start();
  await settle(world);
  await reportDamage(world, 'a');
  await expect.poll(() => posted(), { timeout: 20_000 }).toHaveLength(1);
  expect(posted()[0]?.args['channel']).toBe(memberOf(local.workspace, 'claire').id);
  await expect.poll(() => world.queues.log.pending()).toEqual([]);
  expect(world.mailEngine.mails()).toHaveLength(1);
});

test('a post that was on the queue when the world was killed is said when it is started again', async () => {
  const world = await start();
  await settle(world);
  slack.faults.push(busyFor('600'));
  await reportDamage(world, 'a');
  await expect.poll(() => slack.state.asked, { timeout: 20_000 }).toBe(1);
  await closers.closeAll();

  await start();
  await expect.poll(posted, { timeout: 20_000 }).toHaveLength(1);
});
