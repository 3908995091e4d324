import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import { dynamoClient, secretNamed, sqsClient } from '../adapters/aws/clients.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { createClock } from '../adapters/node/runtime.ts';
import { createFailureQueue, createWebhookQueue } from '../channels/webhooks/queue.ts';
import { parseConfig } from './wiring/config.ts';
import { buildWebhooksOutbound } from './wiring/webhooks-outbound.ts';

const config = parseConfig('webhooks-outbound', process.env);
const queues = sqsClient();

export const handler = buildWebhooksOutbound(config, {
  table: createTable(dynamoClient(), config.TABLE_NAME),
  clock: createClock(config.TIME_ZONE),
  webhookSecret: secretNamed(config.WEBHOOK_SECRET_ID),
  random: Math.random,
  webhookQueue: createWebhookQueue(queues, config.WEBHOOK_QUEUE_URL),
  async changeVisibility(ReceiptHandle, VisibilityTimeout) {
    const QueueUrl = config.WEBHOOK_QUEUE_URL;
    await queues.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }),
    );
  },
  putFailure: createFailureQueue(queues, config.WEBHOOK_FAILURES_URL),
});
