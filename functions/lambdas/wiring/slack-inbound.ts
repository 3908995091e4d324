import { randomUUID } from 'node:crypto';
import { wireStores } from '../../adapters/dynamodb/stores.ts';
import { makeHttpsFetch } from '../../adapters/node/http.ts';
import { reportError } from '../../adapters/node/runtime.ts';
import { makeSlackHandler } from '../../channels/slack/handler.ts';
import { makeSlackAccounts } from '../../channels/slack/respond.ts';
import { makeSlackSecrets } from '../../channels/slack/secrets.ts';
import { makeSlackApi } from '../../channels/slack/web-api.ts';
import { makeRecogniseSpeaker, makeTrustContact } from '../../use-cases/account-linking.ts';
import { makeSendOnce } from '../../use-cases/send-once.ts';
import type { Config } from './config.ts';
import { type SealEngines, wireTalk } from './deps.ts';

export interface SlackEngines extends SealEngines {
  /** Each call reads it anew. */
  readonly fetchSlackSecret: () => Promise<string>;
  /** For the people who look after the service. */
  readonly reportError?: (error: Error) => void;
}

/** Slack hears within three seconds or not at all, and what we ask of it on the way counts. */
const patience = { timeoutMilliseconds: 1500 };

export function wireSlack(config: Config<'slack'>, engines: SlackEngines) {
  const { table, clock, fetchSlackSecret } = engines;
  const deps = { ...wireStores(table, config.DEPARTEMENT, clock), clock, newId: randomUUID };
  const secrets = makeSlackSecrets(fetchSlackSecret, clock.now);
  const fetch = makeHttpsFetch(patience);
  const slack = makeSlackApi({ url: config.SLACK_API_URL, secrets, fetch });
  const accounts = makeSlackAccounts(slack, secrets);
  return makeSlackHandler({
    talk: wireTalk(config, { ...engines, trustContact: makeTrustContact(deps) }),
    recogniseSpeaker: makeRecogniseSpeaker({ ...deps, door: 'slack', accounts }),
    slack,
    // Three times the function's timeout, in infra/lambdas/slack-inbound.ts: Slack asks again after a minute.
    sendOnce: makeSendOnce({ ...deps, runMinutes: 0.5 }),
    reportError: engines.reportError ?? reportError,
    secrets,
    now: clock.now,
  });
}
