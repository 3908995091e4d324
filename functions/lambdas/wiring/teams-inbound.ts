import { getJson } from '../../adapters/node/http.ts';
import { logError } from '../../adapters/node/runtime.ts';
import { createFindSigningKey } from '../../channels/teams/auth.ts';
import type { HandlerDeps } from '../../channels/teams/respond.ts';
import { parseSentence } from '../../content/language/sentences.ts';
import { buildBot } from './bot.ts';
import type { Config } from './config.ts';
import { createDeps, type TokenSignerClients } from './deps.ts';
import { buildTeamsConnector, type TeamsClients } from './teams-connector.ts';

export function buildTeamsInbound(
  config: Config<'teams-inbound'>,
  clients: TokenSignerClients & TeamsClients,
): HandlerDeps {
  // Longer than the timeout of infra/lambdas/teams-inbound.ts.
  const deps = { ...createDeps(config, clients), runSeconds: 60 };
  const { metadataUrl, serviceOrigins } = config.TEAMS_ADDRESSES;
  const { teamsSecret, connector } = buildTeamsConnector(config, clients, {
    attempts: 2,
    repeatsMessages: true,
  });
  return {
    ...deps,
    bot: buildBot(config, clients),
    parseSentence,
    teams: connector,
    logError,
    findSigningKey: createFindSigningKey({ metadataUrl, getJson, now: clients.clock.now }),
    teamsSecret,
    serviceOrigins,
  };
}
