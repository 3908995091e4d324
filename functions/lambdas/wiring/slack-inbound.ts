import { createHttpsFetch } from '../../adapters/node/http.ts';
import { logError } from '../../adapters/node/runtime.ts';
import { createSlackHandler } from '../../channels/slack/handler.ts';
import { createSlackSecrets } from '../../channels/slack/secrets.ts';
import { createSlackApi, createSlackCall } from '../../channels/slack/web-api.ts';
import { buildBot } from './bot.ts';
import type { Config } from './config.ts';
import { createDeps, type TokenSignerClients } from './deps.ts';

export interface SlackInboundClients extends TokenSignerClients {
  /** Each call reads the secret anew. */
  readonly fetchSlackSecret: () => Promise<string>;
  readonly logError?: (error: Error) => void;
}

/** Slack waits three seconds for an answer, so that a call may be tried twice. Mostly it takes a third of a second. */
const timeoutMilliseconds = 1500;

export function buildSlackInbound(config: Config<'slack-inbound'>, clients: SlackInboundClients) {
  // Three times the timeout of infra/lambdas/slack-inbound.ts, less than the minute after which Slack retries.
  const deps = { ...createDeps(config, clients), runSeconds: 30 };
  const secrets = createSlackSecrets(clients.fetchSlackSecret, clients.clock.now);
  const fetch = createHttpsFetch({ timeoutMilliseconds });
  const url = config.SLACK_API_URL;
  const call = createSlackCall({ url, secrets, fetch, timeoutMilliseconds, retries: 1 });
  return createSlackHandler({
    ...deps,
    bot: buildBot(config, clients),
    slack: createSlackApi(call, fetch),
    logError: clients.logError ?? logError,
    secrets,
  });
}
