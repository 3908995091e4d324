import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createChangeVisibility } from '../../../functions/adapters/aws/clients.ts';
import { damageKey, declarationKey, type Key } from '../../../functions/adapters/dynamodb/keys.ts';
import { shortIdFrom } from '../../../functions/adapters/node/crypto.ts';
import { createHttpsFetch } from '../../../functions/adapters/node/http.ts';
import { consumeChatJobs } from '../../../functions/channels/chat/consumer.ts';
import { createChatQueue, enqueueByChannel } from '../../../functions/channels/chat/queue.ts';
import { createSlackSecrets } from '../../../functions/channels/slack/secrets.ts';
import { parseConfig } from '../../../functions/lambdas/wiring/config.ts';
import { buildSlackOutbound } from '../../../functions/lambdas/wiring/slack-outbound.ts';
import { reportDamage, updateDamageStatus } from '../../../functions/use-cases/damages.ts';
import { fileDeclaration, requestCorrection } from '../../../functions/use-cases/declarations.ts';
import { channelOf, memberOf } from '../../../infra/local/slack-simulator/workspace.ts';
import { recordOf } from '../../lambdas/record-of.ts';
import {
  campaign2026,
  crochepierre,
  durand,
  inspector,
  needs,
  damage as report,
} from '../../shared/examples.ts';
import { startFaultySlack } from '../../shared/faulty-slack.ts';
import { startPhotoBucket } from '../../shared/photo-bucket.ts';
import { answered, slackBotToken, startSlackEnvironment } from '../../shared/slack-environment.ts';
import { createTestEnvironment } from '../../shared/test-environment.ts';
import { startWorkQueue } from '../../shared/work-queue.ts';

const { uai } = crochepierre;
const newToken = 'xoxb-after-rotation';

export type NotificationsEnvironment = Awaited<ReturnType<typeof startNotificationsEnvironment>>;

/** The table's stream, the queue, the function behind it and an emulated Slack. */
export async function startNotificationsEnvironment() {
  const queue = await startWorkQueue();
  const environment = await createTestEnvironment({
    enqueue: enqueueByChannel({
      slack: createChatQueue(queue.client, queue.url),
      teams: async () => {},
    }),
  });
  const { workspace, apiUrl, close } = await startSlackEnvironment({
    endpoint: async () => answered(),
  });
  const slack = await startFaultySlack(apiUrl, slackBotToken);
  const claire = memberOf(workspace, 'claire');
  const educationChannel = channelOf(workspace, 'education').id;
  const bucket = await startPhotoBucket();
  const secret = {
    signingSecret: 'a',
    botToken: slackBotToken,
    workspaces: [workspace.team.id],
    educationChannel,
  };
  const stored = { json: JSON.stringify(secret) };
  const changeVisibility = createChangeVisibility(queue.client, queue.url);
  const waits: number[] = [];
  const config = parseConfig('slack-outbound', {
    ...{ STAGE: 'local', TABLE_NAME: 'table', DEPARTEMENT: '047', TIME_ZONE: 'Europe/Paris' },
    ...{ SLACK_SECRET_ID: 'slack', SLACK_API_URL: slack.url },
    ...{ SLACK_QUEUE_URL: queue.url, PHOTO_BUCKET: 'photos' },
  });
  const clients = {
    ...{ table: environment.table, clock: environment.clock, photos: bucket.photos, fetch },
    secrets: createSlackSecrets(async () => stored.json, environment.clock.now),
    slackFetch: createHttpsFetch({ timeoutMilliseconds: 300 }),
    async changeVisibility(handle: string, seconds: number) {
      waits.push(seconds);
      await changeVisibility(handle, seconds);
    },
  };
  const consumerDeps = buildSlackOutbound(config, clients);
  const consumeJobs = (event: SQSEvent) => consumeChatJobs(consumerDeps, event);
  const account = `${workspace.team.id}/${claire.id}`;
  const chatUser = {
    channel: 'slack',
    name: durand.name,
    mail: durand.mail,
    trusted: true,
  } as const;
  const knownAt = environment.clock.now().toISOString();
  await environment.chatUsers.save({ ...chatUser, account, knownAt, version: 0 });

  const deps = { ...environment, shortIdFrom };
  let idempotencyKeys = 0;
  const idempotencyKey = () => `opening ${++idempotencyKeys}`;
  /** Gives the stream what the act wrote. */
  async function journalled<Done>(key: () => Key, act: () => Promise<Done>): Promise<Done> {
    const before = await recordOf(environment, key());
    const done = await act();
    const OldImage = before.dynamodb?.NewImage;
    await environment.consumeStream({
      Records: [await recordOf(environment, key(), { ...(OldImage && { OldImage }) })],
    });
    return done;
  }

  return {
    ...environment,
    queue,
    slack,
    claire,
    educationChannel,
    bucket,
    config,
    clients,
    waits,
    account,
    recipient: `slack:${account}`,
    consume: consumeJobs,
    /** Sends everything on the queue once. */
    send: (consume: (event: SQSEvent) => Promise<SQSBatchResponse> = consumeJobs) =>
      queue.drain(consume),
    rotateToken() {
      slack.state.token = newToken;
      stored.json = JSON.stringify({ ...secret, botToken: newToken });
    },
    storeSecret(json: string) {
      stored.json = json;
    },
    /** The calls that Slack accepted. */
    callsOf: (method?: string) =>
      slack.calls.filter(
        (call) => call.reply['ok'] === true && (!method || call.method === method),
      ),

    async reportDamage() {
      const command = {
        uai,
        by: durand,
        channel: 'web',
        idempotencyKey: idempotencyKey(),
      } as const;
      const id = shortIdFrom(command.idempotencyKey);
      await journalled(
        () => damageKey(uai, id),
        () => reportDamage(deps, { ...command, despiteOverlap: true }, report),
      );
      return id;
    },
    async updateDamageStatus(
      id: string,
      statusUpdate: 'acknowledged' | 'repaired',
      expectedVersion: number,
    ) {
      const act = {
        uai,
        id,
        by: inspector,
        channel: 'web',
        idempotencyKey: idempotencyKey(),
        expectedVersion,
      } as const;
      await journalled(
        () => damageKey(uai, id),
        () => updateDamageStatus(deps, { ...act, statusUpdate, note: '' }),
      );
    },
    async fileNeeds(expectedVersion: number) {
      const command = { uai, campaignId: campaign2026.id, by: durand, channel: 'web' } as const;
      await journalled(
        () => declarationKey(uai, campaign2026.id),
        () =>
          fileDeclaration(
            deps,
            { ...command, idempotencyKey: idempotencyKey(), expectedVersion },
            { kind: 'needs', needs: { ...needs, comment: `${expectedVersion}` } },
          ),
      );
    },
    async requestCorrection(expectedVersion: number) {
      const command = { uai, campaignId: campaign2026.id, by: inspector, channel: 'web' } as const;
      await journalled(
        () => declarationKey(uai, campaign2026.id),
        () =>
          requestCorrection(
            deps,
            { ...command, idempotencyKey: idempotencyKey(), expectedVersion },
            'Combien en 6e ?',
          ),
      );
    },
    async stop() {
      await queue.stop();
      await slack.stop();
      await close();
      await bucket.stop();
    },
  };
}
