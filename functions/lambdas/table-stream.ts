import type { DynamoDBStreamEvent } from 'aws-lambda';
import { dynamoClient, sqsClient } from '../adapters/aws/clients.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { consumeTableStream } from '../adapters/dynamodb/table-stream.ts';
import { createClock } from '../adapters/node/runtime.ts';
import { createChatQueue, enqueueByChannel } from '../channels/chat/queue.ts';
import { createMailQueue } from '../channels/mail/queue.ts';
import { createWebhookQueue } from '../channels/webhooks/queue.ts';
import { handleChangeEvent } from '../use-cases/change-events.ts';
import { parseConfig } from './wiring/config.ts';
import { buildTableStream } from './wiring/table-stream.ts';

const config = parseConfig('table-stream', process.env);
const sqs = sqsClient();

const deps = buildTableStream(config, {
  table: createTable(dynamoClient(), config.TABLE_NAME),
  clock: createClock(config.TIME_ZONE),
  mailQueue: createMailQueue(sqs, config.MAIL_QUEUE_URL),
  enqueue: enqueueByChannel({
    slack: createChatQueue(sqs, config.SLACK_QUEUE_URL),
    teams: createChatQueue(sqs, config.TEAMS_QUEUE_URL),
  }),
  webhookQueue: createWebhookQueue(sqs, config.WEBHOOK_QUEUE_URL),
});

export const handler = (event: DynamoDBStreamEvent) =>
  consumeTableStream(event, (changeEvent) => handleChangeEvent(deps, changeEvent));
