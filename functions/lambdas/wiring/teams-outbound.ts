import { randomUUID } from 'node:crypto';
import { wireStores } from '../../adapters/dynamodb/stores.ts';
import { reportError } from '../../adapters/node/runtime.ts';
import { makeCarryPosts } from '../../channels/chat/consumer.ts';
import type { PutBack } from '../../channels/chat/queue.ts';
import { isServiceOf } from '../../channels/teams/auth.ts';
import { makeTeamsPhotos } from '../../channels/teams/files.ts';
import { makeTeamsCards, makeTellTeams } from '../../channels/teams/outbound.ts';
import {
  makeTeamsSecret,
  TeamsNotConfigured,
  type TeamsSecret,
} from '../../channels/teams/secrets.ts';
import { makeCarryPhoto } from '../../use-cases/chat-photos.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';
import { makeHoldCard, makeSendOnce } from '../../use-cases/send-once.ts';
import type { Config } from './config.ts';
import type { Engines } from './deps.ts';
import { wireBotToken, wireConnector } from './teams-connector.ts';

export interface TeamsNoticesEngines extends Engines {
  /** Each call reads it anew. */
  readonly fetchTeamsSecret: () => Promise<string>;
  readonly putBack: PutBack;
  readonly photos: Pick<PhotoStore, 'bring'>;
  /** Of files, which it streams. */
  readonly fetch: typeof fetch;
}

/** Its timeout, in infra/lambdas/teams-outbound.ts: whoever was sending has ended by then. */
const runSeconds = 90;

export function wireTeamsNotices(config: Config<'teams-notices'>, engines: TeamsNoticesEngines) {
  const { table, clock, putBack, photos, fetch } = engines;
  const deps = { ...wireStores(table, config.DEPARTEMENT, clock), clock, newId: randomUUID };
  const secret = makeTeamsSecret(engines.fetchTeamsSecret, clock.now);
  // What must wait goes back to the queue, where waiting costs nothing.
  const token = wireBotToken(config.TEAMS_CLOUD, { secret, now: clock.now });
  const connector = wireConnector({ secret, token, attempts: 1 });
  const { serviceOrigins, fileOrigins } = config.TEAMS_CLOUD;
  const holdCard = makeHoldCard({ ...deps, holdSeconds: runSeconds });
  return makeCarryPosts({
    tell: makeTellTeams({
      ...deps,
      connector,
      sendOnce: makeSendOnce({ ...deps, runMinutes: runSeconds / 60 }),
      say: makeTeamsCards({ connector, holdCard }),
      educationChannel: () => findEducationChannel(secret),
      runSeconds,
    }),
    carryPhoto: makeCarryPhoto({
      ...deps,
      photos,
      holder: makeTeamsPhotos({
        token,
        isService: (address) => isServiceOf(serviceOrigins, address),
        isFilePlace: (address) => isServiceOf(fileOrigins, address),
        fetch,
      }),
    }),
    putBack,
    reportError,
  });
}

/** A Département that does not use Teams has no secret of it: its digest comes by mail only. */
async function findEducationChannel(secret: () => Promise<TeamsSecret>) {
  try {
    const { educationChannel: id, serviceUrl } = await secret();
    return id ? { id, serviceUrl } : undefined;
  } catch (error) {
    if (error instanceof TeamsNotConfigured) return undefined;
    throw error;
  }
}
