import { randomUUID } from 'node:crypto';
import type { FetchFunction } from '@slack/web-api';
import { quietLogger } from '../../doors/slack/quiet-logger.ts';
import { SlackNotConfigured } from '../../doors/slack/slack-secrets.ts';
import type { PutBack } from '../../notify/post-queue.ts';
import { makeSlackCall, type SlackSecrets } from '../../notify/slack/slack-call.ts';
import { makeSlackCards } from '../../notify/slack/slack-cards.ts';
import { makeSlackPhotos } from '../../notify/slack/slack-photos.ts';
import { makeTellSlack } from '../../notify/slack/tell-slack.ts';
import { makeHoldCard } from '../../use-cases/notices/hold-card.ts';
import { makeSendOnce } from '../../use-cases/notices/send-once.ts';
import { makeCarryPhoto } from '../../use-cases/photos/carry-photo.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';
import { makeCarryPosts } from '../carry-posts.ts';
import type { Config } from '../config.ts';
import type { Engines } from './engines.ts';
import { wireStores } from './wire-stores.ts';

export interface SlackNoticesEngines extends Engines {
  readonly secrets: SlackSecrets;
  readonly putBack: PutBack;
  readonly photos: Pick<PhotoStore, 'bring'>;
  /** Of the Web API. */
  readonly slackFetch: FetchFunction;
  /** Of files, which it streams. */
  readonly fetch: typeof fetch;
}

/** Its timeout, in infra/slack-notices.ts: whoever was sending has ended by then. */
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
