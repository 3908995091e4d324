import { logError } from '../../adapters/node/runtime.ts';
import type { ChatConsumerDeps } from '../../channels/chat/consumer.ts';
import type { ChangeVisibility } from '../../channels/chat/queue.ts';
import { fetchTeamsPhoto } from '../../channels/teams/files.ts';
import { sendTeamsNotification } from '../../channels/teams/outbound.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';
import type { Config } from './config.ts';
import { createDeps } from './deps.ts';
import { buildTeamsConnector, type TeamsClients } from './teams-connector.ts';

export interface TeamsOutboundClients extends TeamsClients {
  readonly changeVisibility: ChangeVisibility;
  readonly photos: Pick<PhotoStore, 'importUpload'>;
  /** Downloads files as streams. */
  readonly fetch: typeof fetch;
}

export function buildTeamsOutbound(
  config: Config<'teams-outbound'>,
  clients: TeamsOutboundClients,
): ChatConsumerDeps {
  const { changeVisibility, photos, fetch } = clients;
  const { serviceOrigins, fileOrigins } = config.TEAMS_ADDRESSES;
  // One attempt: what fails comes back from the queue, where waiting costs nothing.
  const { teamsSecret, token, connector } = buildTeamsConnector(config, clients, {
    attempts: 1,
    // People would see a notification twice; the queue tries again what was certainly not sent.
    repeatsMessages: false,
  });
  // The timeout of infra/lambdas/teams-outbound.ts.
  const deps = { ...createDeps(config, clients), runSeconds: 90 };
  const photoDeps = { token: token.current, serviceOrigins, fileOrigins, fetch };
  return {
    ...deps,
    sendNotification: (job) => sendTeamsNotification({ ...deps, connector, teamsSecret }, job),
    photos,
    fetchPhoto: (file) => fetchTeamsPhoto(photoDeps, file),
    changeVisibility,
    logError,
  };
}
