import {
  createChangeVisibility,
  dynamoClient,
  secretNamed,
  sqsClient,
} from '../adapters/aws/clients.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { createClock } from '../adapters/node/runtime.ts';
import { createFailureQueue, createWebhookQueue } from '../channels/webhooks/queue.ts';
import { parseConfig } from './wiring/config.ts';
import { buildWebhooksOutbound } from './wiring/webhooks-outbound.ts';

const config = parseConfig('webhooks-outbound', process.env);
const sqs = sqsClient();

export const handler = buildWebhooksOutbound(config, {
  table: createTable(dynamoClient(), config.TABLE_NAME),
  clock: createClock(config.TIME_ZONE),
  webhookSecret: secretNamed(config.WEBHOOK_SECRET_ID),
  random: Math.random,
  webhookQueue: createWebhookQueue(sqs, config.WEBHOOK_QUEUE_URL),
  changeVisibility: createChangeVisibility(sqs, config.WEBHOOK_QUEUE_URL),
  putFailure: createFailureQueue(sqs, config.WEBHOOK_FAILURES_URL),
});
