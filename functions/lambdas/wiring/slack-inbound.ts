import { createHttpsFetch } from '../../adapters/node/http.ts';
import { logError } from '../../adapters/node/runtime.ts';
import { createSlackHandler } from '../../channels/slack/handler.ts';
import { createSlackAccounts } from '../../channels/slack/respond.ts';
import { createSlackSecrets } from '../../channels/slack/secrets.ts';
import { createSlackApi, createSlackCall } from '../../channels/slack/web-api.ts';
import type { Config } from './config.ts';
import { buildBot, createDeps, type TokenSignerClients } from './deps.ts';

export interface SlackInboundClients extends TokenSignerClients {
  /** Each call reads it anew. */
  readonly fetchSlackSecret: () => Promise<string>;
  /** For the people who look after the service. */
  readonly logError?: (error: Error) => void;
}

/** Twice at most, since Slack waits three seconds for the answer. Its Web API mostly answers in a third of one. */
const timeoutMilliseconds = 1500;

export function buildSlackInbound(config: Config<'slack-inbound'>, clients: SlackInboundClients) {
  const { clock, fetchSlackSecret } = clients;
  // Three times the timeout of infra/lambdas/slack-inbound.ts, less than the minute after which Slack retries.
  const deps = { ...createDeps(config, clients), runSeconds: 30 };
  const secrets = createSlackSecrets(fetchSlackSecret, clock.now);
  const fetch = createHttpsFetch({ timeoutMilliseconds });
  const url = config.SLACK_API_URL;
  const call = createSlackCall({ url, secrets, fetch, timeoutMilliseconds, retries: 1 });
  const slack = createSlackApi(call, fetch);
  return createSlackHandler({
    ...deps,
    bot: buildBot(config, clients),
    userDirectory: createSlackAccounts(slack, secrets),
    slack,
    logError: clients.logError ?? logError,
    secrets,
    now: clock.now,
  });
}
