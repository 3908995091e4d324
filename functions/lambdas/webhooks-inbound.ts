import { handle } from 'hono/aws-lambda';
import { dynamoClient, secretFetched } from '../adapters/aws/clients.ts';
import { makeTable } from '../adapters/dynamodb/table.ts';
import { makeClock } from '../adapters/node/runtime.ts';
import { makeHooksApp } from '../channels/webhooks/inbound.ts';
import { readConfig } from './wiring/config.ts';
import { wireHooks } from './wiring/webhooks-inbound.ts';

const config = readConfig('hooks', process.env);

export const handler = handle(
  makeHooksApp(
    wireHooks(config, {
      table: makeTable(dynamoClient(), config.TABLE_NAME),
      clock: makeClock(config.TIME_ZONE),
      fetchSenders: secretFetched(config.SENDERS_SECRET_ID),
    }),
  ),
);
