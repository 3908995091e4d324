import { handle } from 'hono/aws-lambda';
import { dynamoClient, secretFetched } from '../adapters/aws/clients.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { createClock } from '../adapters/node/runtime.ts';
import { createInboundApp } from '../channels/webhooks/inbound.ts';
import { parseConfig } from './wiring/config.ts';
import { buildWebhooksInbound } from './wiring/webhooks-inbound.ts';

const config = parseConfig('webhooks-inbound', process.env);

export const handler = handle(
  createInboundApp(
    buildWebhooksInbound(config, {
      table: createTable(dynamoClient(), config.TABLE_NAME),
      clock: createClock(config.TIME_ZONE),
      fetchSources: secretFetched(config.SOURCES_SECRET_ID),
    }),
  ),
);
