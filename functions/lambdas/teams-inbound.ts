import { dynamoClient, secretFetched, secretNamed } from '../adapters/aws/clients.ts';
import { makeTable } from '../adapters/dynamodb/table.ts';
import { makeClock } from '../adapters/node/runtime.ts';
import { makeTeamsHandler } from '../channels/teams/handler.ts';
import { readConfig } from './wiring/config.ts';
import { wireTeams } from './wiring/teams-inbound.ts';

const config = readConfig('teams', process.env);

export const handler = makeTeamsHandler(
  wireTeams(config, {
    table: makeTable(dynamoClient(), config.TABLE_NAME),
    clock: makeClock(config.TIME_ZONE),
    secret: secretNamed(config.SIGN_IN_SECRET_ID),
    fetchTeamsSecret: secretFetched(config.TEAMS_SECRET_ID),
  }),
);
