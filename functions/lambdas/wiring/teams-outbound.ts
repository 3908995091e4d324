import { logError } from '../../adapters/node/runtime.ts';
import { createChatConsumer } from '../../channels/chat/consumer.ts';
import type { ChangeVisibility } from '../../channels/chat/queue.ts';
import { isServiceOf } from '../../channels/teams/auth.ts';
import { createTeamsPhotos } from '../../channels/teams/files.ts';
import { createTeamsMessages, createTeamsSender } from '../../channels/teams/outbound.ts';
import {
  createTeamsSecret,
  TeamsNotConfigured,
  type TeamsSecret,
} from '../../channels/teams/secrets.ts';
import { createPhotoImporter } from '../../use-cases/chat-photos.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';
import type { Config } from './config.ts';
import { type Clients, createDeps } from './deps.ts';
import { buildBotToken, buildConnector } from './teams-connector.ts';

export interface TeamsOutboundClients extends Clients {
  /** Each call reads it anew. */
  readonly fetchTeamsSecret: () => Promise<string>;
  readonly changeVisibility: ChangeVisibility;
  readonly photos: Pick<PhotoStore, 'importUpload'>;
  /** Of files, which it streams. */
  readonly fetch: typeof fetch;
}

/** The timeout of infra/lambdas/teams-outbound.ts. */
const runSeconds = 90;

export function buildTeamsOutbound(
  config: Config<'teams-outbound'>,
  clients: TeamsOutboundClients,
) {
  const { clock, changeVisibility, photos, fetch } = clients;
  const deps = { ...createDeps(config, clients), runSeconds };
  const secret = createTeamsSecret(clients.fetchTeamsSecret, clock.now);
  // What must wait goes back to the queue, where waiting costs nothing.
  const token = buildBotToken(config.TEAMS_CLOUD, { secret, now: clock.now });
  const connector = buildConnector({ secret, token, attempts: 1 });
  const { serviceOrigins, fileOrigins } = config.TEAMS_CLOUD;
  return createChatConsumer({
    send: createTeamsSender({
      ...deps,
      connector,
      say: createTeamsMessages({ ...deps, connector }),
      educationChannel: () => findEducationChannel(secret),
    }),
    importPhoto: createPhotoImporter({
      ...deps,
      photos,
      holder: createTeamsPhotos({
        token,
        isService: (address) => isServiceOf(serviceOrigins, address),
        isFilePlace: (address) => isServiceOf(fileOrigins, address),
        fetch,
      }),
    }),
    changeVisibility,
    logError,
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
