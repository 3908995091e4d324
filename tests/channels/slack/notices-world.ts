import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { damageKey, declarationKey, type Key } from '../../../functions/adapters/dynamodb/keys.ts';
import { damageIdFrom } from '../../../functions/adapters/node/crypto.ts';
import { makeHttpsFetch } from '../../../functions/adapters/node/http.ts';
import { makePostQueue, makePutBack, putByDoor } from '../../../functions/channels/chat/queue.ts';
import { makeSlackSecrets } from '../../../functions/channels/slack/secrets.ts';
import { readConfig } from '../../../functions/lambdas/wiring/config.ts';
import { wireSlackNotices } from '../../../functions/lambdas/wiring/slack-outbound.ts';
import { makeMoveDamage, makeReportDamage } from '../../../functions/use-cases/damages.ts';
import {
  makeAskCorrection,
  makeFileDeclaration,
} from '../../../functions/use-cases/declarations.ts';
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
import { answered, slackBotToken, startSlackWorld } from '../../shared/slack-world.ts';
import { startWorkQueue } from '../../shared/work-queue.ts';
import { makeWorld } from '../../shared/world.ts';

const { uai } = crochepierre;
const newToken = 'xoxb-after-rotation';

export type NoticesWorld = Awaited<ReturnType<typeof startNoticesWorld>>;

/** From what people do to what Slack shows: the journal, the queue, the function that tells, and an emulated Slack. */
export async function startNoticesWorld() {
  const queue = await startWorkQueue();
  const world = await makeWorld({
    putPost: putByDoor({
      slack: makePostQueue(queue.client, queue.url),
      teams: async () => {},
    }),
  });
  const { workspace, apiUrl, close } = await startSlackWorld({ endpoint: async () => answered() });
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
  const putBack = makePutBack(queue.client, queue.url);
  const waits: number[] = [];
  const config = readConfig('slack-notices', {
    ...{ STAGE: 'local', TABLE_NAME: 'table', DEPARTEMENT: '047', TIME_ZONE: 'Europe/Paris' },
    ...{ SLACK_SECRET_ID: 'slack', SLACK_API_URL: slack.url },
    ...{ SLACK_POSTS_URL: queue.url, PHOTO_BUCKET: 'photos' },
  });
  const engines = {
    ...{ table: world.table, clock: world.clock, photos: bucket.photos, fetch },
    secrets: makeSlackSecrets(async () => stored.json, world.clock.now),
    slackFetch: makeHttpsFetch({ timeoutMilliseconds: 300 }),
    async putBack(handle: string, seconds: number) {
      waits.push(seconds);
      await putBack(handle, seconds);
    },
  };
  const work = wireSlackNotices(config, engines);
  const account = `${workspace.team.id}/${claire.id}`;
  const contact = { door: 'slack', name: durand.name, mail: durand.mail, trusted: true } as const;
  const knownAt = world.clock.now().toISOString();
  await world.contacts.save({ ...contact, account, knownAt, version: 0 });

  const deps = { ...world, damageIdFrom };
  let openings = 0;
  const opening = () => `opening ${++openings}`;
  /** Tells the journal what that act wrote. */
  async function journalled<Done>(key: () => Key, act: () => Promise<Done>): Promise<Done> {
    const before = await recordOf(world, key());
    const done = await act();
    const OldImage = before.dynamodb?.NewImage;
    await world.carryJournal({
      Records: [await recordOf(world, key(), { ...(OldImage && { OldImage }) })],
    });
    return done;
  }

  return {
    ...world,
    queue,
    slack,
    claire,
    educationChannel,
    bucket,
    config,
    engines,
    waits,
    account,
    recipient: `slack:${account}`,
    work,
    /** Everything on the queue once. */
    tell: (how: (event: SQSEvent) => Promise<SQSBatchResponse> = work) => queue.drain(how),
    rotateToken() {
      slack.state.token = newToken;
      stored.json = JSON.stringify({ ...secret, botToken: newToken });
    },
    storeSecret(json: string) {
      stored.json = json;
    },
    /** What Slack was asked and did, without what it refused. */
    said: (method?: string) =>
      slack.calls.filter(
        (call) => call.reply['ok'] === true && (!method || call.method === method),
      ),

    async reportDamage() {
      const said = { uai, by: durand, door: 'web', opening: opening() } as const;
      const id = damageIdFrom(said.opening);
      await journalled(
        () => damageKey(uai, id),
        () => makeReportDamage(deps)({ ...said, despiteOverlap: true }, report),
      );
      return id;
    },
    async moveDamage(id: string, move: 'acknowledged' | 'repaired', seenVersion: number) {
      const act = { uai, id, by: inspector, door: 'web', opening: opening(), seenVersion } as const;
      await journalled(
        () => damageKey(uai, id),
        () => makeMoveDamage(deps)({ ...act, move, note: '' }),
      );
    },
    async fileNeeds(seenVersion: number) {
      const said = { uai, campaignId: campaign2026.id, by: durand, door: 'web' } as const;
      await journalled(
        () => declarationKey(uai, campaign2026.id),
        () =>
          makeFileDeclaration(deps)(
            { ...said, opening: opening(), seenVersion },
            { kind: 'needs', needs },
          ),
      );
    },
    async askCorrection(seenVersion: number) {
      const said = { uai, campaignId: campaign2026.id, by: inspector, door: 'web' } as const;
      await journalled(
        () => declarationKey(uai, campaign2026.id),
        () =>
          makeAskCorrection(deps)({ ...said, opening: opening(), seenVersion }, 'Combien en 6e ?'),
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
