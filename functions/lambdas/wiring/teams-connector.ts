import { setTimeout as wait } from 'node:timers/promises';
import { createHttpsFetch } from '../../adapters/node/http.ts';
import { createBotToken } from '../../channels/teams/bot-token.ts';
import {
  type Connector,
  createCallConnector,
  createConnector,
} from '../../channels/teams/connector.ts';
import type { TeamsSecret } from '../../channels/teams/secrets.ts';
import type { TeamsCloud } from './config.ts';

/** Two of them are less than what Teams waits for. */
const timeoutMilliseconds = 5000;

/** The bot's own token, for all that one function asks of Microsoft. */
export function buildBotToken(
  { loginUrl, scope }: TeamsCloud,
  how: { readonly secret: () => Promise<TeamsSecret>; readonly now: () => Date },
): () => Promise<string> {
  return createBotToken({
    loginUrl,
    scope,
    ...how,
    fetch: createHttpsFetch({ timeoutMilliseconds }),
  });
}

export interface ConnectorClients {
  readonly secret: () => Promise<TeamsSecret>;
  readonly token: () => Promise<string>;
  /** How often something is tried, while whoever waits for it waits. */
  readonly attempts: number;
  /** Else as long as it takes. */
  readonly wait?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

export function buildConnector({
  secret,
  token,
  attempts,
  ...clients
}: ConnectorClients): Connector {
  const call = createCallConnector({
    token,
    fetch: createHttpsFetch({ timeoutMilliseconds }),
    wait: async (milliseconds) => {
      await (clients.wait ?? wait)(milliseconds);
    },
    random: Math.random,
    attempts,
  });
  return createConnector(call, async () => (await secret()).appId);
}
