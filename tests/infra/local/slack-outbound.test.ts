import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shortIdFrom } from '../../../functions/adapters/node/crypto.ts';
import { parseChatJob, recipientOf } from '../../../functions/channels/chat/queue.ts';
import { reportDamage } from '../../../functions/use-cases/damages.ts';
import { createSecrets, startSecretsEngine } from '../../../infra/local/aws/secrets/secrets.ts';
import { startMailEngine } from '../../../infra/local/aws/ses/engine.ts';
import { hostStack } from '../../../infra/local/aws/stack.ts';
import { Closers, dataFolderAt } from '../../../infra/local/shared/data-folder.ts';
import type { LocalSlack } from '../../../infra/local/slack-simulator/simulator.ts';
import { memberOf } from '../../../infra/local/slack-simulator/workspace.ts';
import { crochepierre, damage, durand, register } from '../../shared/examples.ts';
import { busyFor, type FaultySlack, startFaultySlack } from '../../shared/faulty-slack.ts';
import { answered, slackBotToken, startSlackEnvironment } from '../../shared/slack-environment.ts';
import { startEngines } from './engines.ts';
import { createDataFolder } from './local-environment.ts';

/* From a reported damage to Slack, through the bundles that are deployed. Both tests share one start and its data. */

const { uai } = crochepierre;

let folder: ReturnType<typeof dataFolderAt>;
let closers: Closers;
let slack: FaultySlack;
let localSlack: LocalSlack;
let environment: Awaited<ReturnType<typeof start>>;

beforeAll(async () => {
  folder = dataFolderAt(createDataFolder());
  closers = new Closers();
  localSlack = await startSlackEnvironment({ endpoint: async () => answered() });
  slack = await startFaultySlack(localSlack.apiUrl, slackBotToken);
  environment = await start();
  await addRecipient();
});
afterAll(async () => {
  await closers.closeAll();
  await slack.stop();
  await localSlack.close();
  rmSync(folder.path, { recursive: true });
});

async function start() {
  const { stack, queues, table, stores, clock } = await startEngines({ folder, closers });
  const mailEngine = await startMailEngine(folder.mails, 0);
  closers.add(() => mailEngine.close());
  const secret = {
    signingSecret: 'a',
    botToken: slackBotToken,
    workspaces: [localSlack.workspace.team.id],
  };
  const { template } = stack.assembly;
  const created = createSecrets({ ...stack, template, file: folder.secrets });
  const secretsEngine = await startSecretsEngine(
    new Map([...created].map(([arn]) => [arn, JSON.stringify(secret)])),
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
  return { ...stores, clock, queues, mailEngine };
}

async function addRecipient() {
  const now = environment.clock.now().toISOString();
  await environment.departement.replaceRegister(register, now);
  await environment.persons.save(durand);
  const account = `${localSlack.workspace.team.id}/${memberOf(localSlack.workspace, 'claire').id}`;
  const { mail, name } = durand;
  const chatUser = { channel: 'slack', account, mail, name, trusted: true, knownAt: now } as const;
  await environment.chatUsers.save({ ...chatUser, version: 0 });
}

const report = (idempotencyKey: string) =>
  reportDamage(
    { ...environment, shortIdFrom },
    { uai, by: durand, channel: 'web', idempotencyKey, despiteOverlap: true },
    damage,
  );

const posted = () => slack.calls.filter(({ method }) => method === 'chat.postMessage');

/** The state of the send record of the job that is on the queue. */
async function stateOfQueuedJob(): Promise<string | undefined> {
  const [message] = environment.queues.log.pending();
  const job = parseChatJob(message?.MessageBody ?? '');
  if (job.kind !== 'notification') throw new Error('not a notification');
  return (await environment.sendRecords.find(job.id, recipientOf(job)))?.state;
}

test('a reported damage is mailed and posted to Slack, once each', async () => {
  await report('a');
  await expect.poll(posted, { timeout: 20_000 }).toHaveLength(1);
  expect(posted()[0]?.args['channel']).toBe(memberOf(localSlack.workspace, 'claire').id);
  await expect.poll(() => environment.queues.log.pending(), { timeout: 10_000 }).toEqual([]);
  expect(environment.mailEngine.mails()).toHaveLength(1);
}, 60_000);

test('a job that Slack deferred is on the queue after a restart, and its message is posted', async () => {
  slack.faults.push(busyFor('600'));
  await report('b');
  // A function that is killed earlier holds the lease of the job, and the next one waits until the lease expires.
  await expect.poll(stateOfQueuedJob, { timeout: 20_000 }).toBe('failed');
  expect(posted()).toHaveLength(1);
  await closers.closeAll();

  environment = await start();
  await expect.poll(posted, { timeout: 20_000 }).toHaveLength(2);
}, 60_000);
