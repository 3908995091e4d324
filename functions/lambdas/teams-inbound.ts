import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { dynamoClient, secretFetched, secretNamed } from '../adapters/aws/clients.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { createClock } from '../adapters/node/runtime.ts';
import { handleTeamsRequest } from '../channels/teams/handler.ts';
import { parseConfig } from './wiring/config.ts';
import { buildTeamsInbound } from './wiring/teams-inbound.ts';

const config = parseConfig('teams-inbound', process.env);

const deps = buildTeamsInbound(config, {
  table: createTable(dynamoClient(), config.TABLE_NAME),
  clock: createClock(config.TIME_ZONE),
  secret: secretNamed(config.SIGN_IN_SECRET_ID),
  fetchTeamsSecret: secretFetched(config.TEAMS_SECRET_ID),
});

export const handler = (event: APIGatewayProxyEventV2) => handleTeamsRequest(deps, event);
