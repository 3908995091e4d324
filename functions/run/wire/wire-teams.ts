import { randomUUID } from 'node:crypto';
import { makeFindSigningKey } from '../../doors/teams/signing-keys.ts';
import type { HandlerDeps } from '../../doors/teams/teams-deps.ts';
import { makeVerifyToken } from '../../doors/teams/verify-token.ts';
import { makeSendOnce } from '../../use-cases/notices/send-once.ts';
import { makeRecogniseSpeaker } from '../../use-cases/people/recognise-speaker.ts';
import { makeTrustContact } from '../../use-cases/people/trust-contact.ts';
import { readAsk } from '../../words/asks/read-ask.ts';
import type { Config } from '../config.ts';
import { getJson } from '../get-json.ts';
import { reportError } from '../report-error.ts';
import { makeTeamsSecret } from '../teams-secret.ts';
import type { SealEngines } from './engines.ts';
import { wireBotToken, wireConnector } from './wire-connector.ts';
import { wireStores } from './wire-stores.ts';
import { wireTalk } from './wire-talk.ts';

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
    // As long as the function may take: see infra/teams-door.ts.
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
