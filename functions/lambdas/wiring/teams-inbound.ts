import { randomUUID } from 'node:crypto';
import { wireStores } from '../../adapters/dynamodb/stores.ts';
import { getJson } from '../../adapters/node/http.ts';
import { reportError } from '../../adapters/node/runtime.ts';
import { makeFindSigningKey, makeVerifyToken } from '../../channels/teams/auth.ts';
import type { HandlerDeps } from '../../channels/teams/respond.ts';
import { makeTeamsSecret } from '../../channels/teams/secrets.ts';
import { readAsk } from '../../content/language/sentences.ts';
import { makeRecogniseSpeaker, makeTrustContact } from '../../use-cases/account-linking.ts';
import { makeSendOnce } from '../../use-cases/send-once.ts';
import type { Config } from './config.ts';
import { type SealEngines, wireTalk } from './deps.ts';
import { wireBotToken, wireConnector } from './teams-connector.ts';

export interface TeamsEngines extends SealEngines {
  /** Each call reads it anew. */
  readonly fetchTeamsSecret: () => Promise<string>;
  readonly wait?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

export function wireTeams(config: Config<'teams'>, engines: TeamsEngines): HandlerDeps {
  const { table, clock, wait } = engines;
  const deps = { ...wireStores(table, config.DEPARTEMENT, clock), clock, newId: randomUUID };
  const { TEAMS_CLOUD: cloud } = config;
  const { now } = clock;
  const secret = makeTeamsSecret(engines.fetchTeamsSecret, now);
  const { issuer, metadataUrl, serviceOrigins } = cloud;
  return {
    talk: wireTalk(config, { ...engines, trustContact: makeTrustContact(deps) }),
    readSentence: readAsk,
    recognise: (accounts) => makeRecogniseSpeaker({ ...deps, door: 'teams', accounts }),
    // Somebody waits in front of Teams, which waits 15 seconds.
    teams: wireConnector({
      secret,
      token: wireBotToken(cloud, { secret, now }),
      attempts: 2,
      wait,
    }),
    // As long as the function may take: see infra/lambdas/teams-inbound.ts.
    sendOnce: makeSendOnce({ ...deps, runMinutes: 1 }),
    reportError,
    verifyToken: makeVerifyToken({
      issuer,
      findSigningKey: makeFindSigningKey({ metadataUrl, getJson, now }),
      appId: async () => (await secret()).appId,
      now,
    }),
    serviceOrigins,
    tenants: async () => (await secret()).tenants,
  };
}
