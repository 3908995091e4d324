import { randomUUID } from 'node:crypto';
import type { FetchFunction } from '@slack/web-api';
import { wireStores } from '../../adapters/dynamodb/stores.ts';
import { reportError } from '../../adapters/node/runtime.ts';
import { makeCarryPosts } from '../../channels/chat/consumer.ts';
import type { PutBack } from '../../channels/chat/queue.ts';
import { makeSlackPhotos } from '../../channels/slack/files.ts';
import { makeSlackCards, makeTellSlack } from '../../channels/slack/outbound.ts';
import { SlackNotConfigured } from '../../channels/slack/secrets.ts';
import { makeSlackCall, quietLogger, type SlackSecrets } from '../../channels/slack/web-api.ts';
import { makeCarryPhoto } from '../../use-cases/chat-photos.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';
import { makeHoldCard, makeSendOnce } from '../../use-cases/send-once.ts';
import type { Config } from './config.ts';
import type { Engines } from './deps.ts';

export interface SlackNoticesEngines extends Engines {
  readonly secrets: SlackSecrets;
  readonly putBack: PutBack;
  readonly photos: Pick<PhotoStore, 'bring'>;
  /** Of the Web API. */
  readonly slackFetch: FetchFunction;
  /** Of files, which it streams. */
  readonly fetch: typeof fetch;
}

/** Its timeout, in infra/lambdas/slack-outbound.ts: whoever was sending has ended by then. */
const runSeconds = 90;

export function wireSlackNotices(config: Config<'slack-notices'>, engines: SlackNoticesEngines) {
  const { table, clock, secrets, putBack, photos, slackFetch, fetch } = engines;
  const stores = wireStores(table, config.DEPARTEMENT, clock);
  const deps = { ...stores, clock, newId: randomUUID };
  const apiUrl = config.SLACK_API_URL;
  const call = makeSlackCall({ url: apiUrl, secrets, fetch: slackFetch, logger: quietLogger });
  return makeCarryPosts({
    tell: makeTellSlack({
      sendOnce: makeSendOnce({ ...deps, runMinutes: runSeconds / 60 }),
      say: makeSlackCards({ call, holdCard: makeHoldCard({ ...deps, holdSeconds: runSeconds }) }),
      educationChannel: () => findEducationChannel(secrets),
      runSeconds,
    }),
    carryPhoto: makeCarryPhoto({
      ...deps,
      photos,
      holder: makeSlackPhotos({ call, apiUrl, fetch }),
    }),
    putBack,
    reportError,
  });
}

/** A Département that does not use Slack has no secret of it: its digest comes by mail only. */
async function findEducationChannel(secrets: SlackSecrets): Promise<string> {
  try {
    return (await secrets.current()).educationChannel;
  } catch (error) {
    if (error instanceof SlackNotConfigured) return '';
    throw error;
  }
}
