import { randomUUID } from 'node:crypto';
import { isServiceOf } from '../../doors/teams/service-hosts.ts';
import { TeamsNotConfigured } from '../../doors/teams/teams-deps.ts';
import type { PutBack } from '../../notify/post-queue.ts';
import { makeTeamsCards } from '../../notify/teams/teams-cards.ts';
import { makeTeamsPhotos } from '../../notify/teams/teams-photos.ts';
import { makeTellTeams } from '../../notify/teams/tell-teams.ts';
import { makeHoldCard } from '../../use-cases/notices/hold-card.ts';
import { makeSendOnce } from '../../use-cases/notices/send-once.ts';
import { makeCarryPhoto } from '../../use-cases/photos/carry-photo.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';
import { makeCarryPosts } from '../carry-posts.ts';
import type { Config } from '../config.ts';
import { makeTeamsSecret, type TeamsSecret } from '../teams-secret.ts';
import type { Engines } from './engines.ts';
import { wireBotToken, wireConnector } from './wire-connector.ts';
import { wireStores } from './wire-stores.ts';

export interface TeamsNoticesEngines extends Engines {
  /** Each call reads it anew. */
  readonly fetchTeamsSecret: () => Promise<string>;
  readonly putBack: PutBack;
  readonly photos: Pick<PhotoStore, 'bring'>;
  /** Of files, which it streams. */
  readonly fetch: typeof fetch;
}

/** Its timeout, in infra/teams-notices.ts: whoever was sending has ended by then. */
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
