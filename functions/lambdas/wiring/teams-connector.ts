import { setTimeout as sleep } from 'node:timers/promises';
import { createHttpsFetch } from '../../adapters/node/http.ts';
import { createBotToken } from '../../channels/teams/bot-token.ts';
import { type ConnectorDeps, createConnector } from '../../channels/teams/connector.ts';
import { createTeamsSecret } from '../../channels/teams/secrets.ts';
import type { Config } from './config.ts';
import type { Clients } from './deps.ts';

export interface TeamsClients extends Clients {
  /** Each call reads the secret anew. */
  readonly fetchTeamsSecret: () => Promise<string>;
  readonly sleep?: ConnectorDeps['sleep'];
}

/** What both functions of Teams hold: the secret, the bot's own token and the client of the Bot Connector. */
export function buildTeamsConnector(
  { TEAMS_ADDRESSES: { loginUrl } }: Pick<Config<'teams-inbound'>, 'TEAMS_ADDRESSES'>,
  clients: TeamsClients,
  effort: Pick<ConnectorDeps, 'attempts' | 'repeatsMessages'>,
) {
  const { now } = clients.clock;
  const teamsSecret = createTeamsSecret(clients.fetchTeamsSecret, now);
  // Two attempts take less than the 15 seconds that Teams waits.
  const fetch = createHttpsFetch({ timeoutMilliseconds: 5000 });
  const token = createBotToken({ loginUrl, teamsSecret, fetch, now });
  const connector = createConnector({
    ...{ token, teamsSecret, fetch, ...effort },
    random: Math.random,
    sleep: clients.sleep ?? sleep,
  });
  return { teamsSecret, token, connector };
}
