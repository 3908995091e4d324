import { randomUUID } from 'node:crypto';
import { makeSlackAccounts } from '../../doors/slack/slack-accounts.ts';
import { makeSlackApi } from '../../doors/slack/slack-api.ts';
import { makeSlackHandler } from '../../doors/slack/slack-handler.ts';
import { makeSendOnce } from '../../use-cases/notices/send-once.ts';
import { makeRecogniseSpeaker } from '../../use-cases/people/recognise-speaker.ts';
import { makeTrustContact } from '../../use-cases/people/trust-contact.ts';
import type { Config } from '../config.ts';
import { makeHttpsFetch } from '../https-fetch.ts';
import { reportError } from '../report-error.ts';
import { makeSlackSecrets } from '../slack-secret.ts';
import type { SealEngines } from './engines.ts';
import { wireStores } from './wire-stores.ts';
import { wireTalk } from './wire-talk.ts';

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
    // Three times the function's timeout, in infra/slack-door.ts: Slack asks again after a minute.
    sendOnce: makeSendOnce({ ...deps, runMinutes: 0.5 }),
    reportError: engines.reportError ?? reportError,
    secrets,
    now: clock.now,
  });
}
