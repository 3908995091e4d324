import { setTimeout as wait } from 'node:timers/promises';
import { makeHttpsFetch } from '../../adapters/node/http.ts';
import { makeBotToken } from '../../channels/teams/bot-token.ts';
import {
  type Connector,
  makeCallConnector,
  makeConnector,
} from '../../channels/teams/connector.ts';
import type { TeamsSecret } from '../../channels/teams/secrets.ts';
import type { TeamsCloud } from './config.ts';

/** Two of them are less than what Teams waits for. */
const timeoutMilliseconds = 5000;

/** The bot's own token, for all that one function asks of Microsoft. */
export function wireBotToken(
  { loginUrl, scope }: TeamsCloud,
  how: { readonly secret: () => Promise<TeamsSecret>; readonly now: () => Date },
): () => Promise<string> {
  return makeBotToken({ loginUrl, scope, ...how, fetch: makeHttpsFetch({ timeoutMilliseconds }) });
}

export interface ConnectorEngines {
  readonly secret: () => Promise<TeamsSecret>;
  readonly token: () => Promise<string>;
  /** How often something is tried, while whoever waits for it waits. */
  readonly attempts: number;
  /** Else as long as it takes. */
  readonly wait?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

export function wireConnector({
  secret,
  token,
  attempts,
  ...engines
}: ConnectorEngines): Connector {
  const call = makeCallConnector({
    token,
    fetch: makeHttpsFetch({ timeoutMilliseconds }),
    wait: async (milliseconds) => {
      await (engines.wait ?? wait)(milliseconds);
    },
    random: Math.random,
    attempts,
  });
  return makeConnector(call, async () => (await secret()).appId);
}
