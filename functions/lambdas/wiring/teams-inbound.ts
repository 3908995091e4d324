import { getJson } from '../../adapters/node/http.ts';
import { logError } from '../../adapters/node/runtime.ts';
import { createFindSigningKey, createVerifyToken } from '../../channels/teams/auth.ts';
import type { HandlerDeps } from '../../channels/teams/respond.ts';
import { createTeamsSecret } from '../../channels/teams/secrets.ts';
import { parseSentence } from '../../content/language/sentences.ts';
import { createBotUserResolver, createChatUserTruster } from '../../use-cases/account-linking.ts';
import type { Config } from './config.ts';
import { buildBot, createDeps, type TokenSignerClients } from './deps.ts';
import { buildBotToken, buildConnector } from './teams-connector.ts';

export interface TeamsInboundClients extends TokenSignerClients {
  /** Each call reads it anew. */
  readonly fetchTeamsSecret: () => Promise<string>;
  readonly wait?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

export function buildTeamsInbound(
  config: Config<'teams-inbound'>,
  clients: TeamsInboundClients,
): HandlerDeps {
  const { clock, wait } = clients;
  // Longer than the timeout of infra/lambdas/teams-inbound.ts.
  const deps = { ...createDeps(config, clients), runSeconds: 60 };
  const { TEAMS_CLOUD: cloud } = config;
  const { now } = clock;
  const secret = createTeamsSecret(clients.fetchTeamsSecret, now);
  const { issuer, metadataUrl, serviceOrigins } = cloud;
  return {
    ...deps,
    bot: buildBot(config, { ...clients, trustChatUser: createChatUserTruster(deps) }),
    parseSentence,
    recognise: (accounts) => createBotUserResolver({ ...deps, channel: 'teams', accounts }),
    // Somebody waits in front of Teams, which waits 15 seconds.
    teams: buildConnector({
      secret,
      token: buildBotToken(cloud, { secret, now }),
      attempts: 2,
      wait,
    }),
    logError,
    verifyToken: createVerifyToken({
      issuer,
      findSigningKey: createFindSigningKey({ metadataUrl, getJson, now }),
      appId: async () => (await secret()).appId,
      now,
    }),
    serviceOrigins,
    tenants: async () => (await secret()).tenants,
  };
}
