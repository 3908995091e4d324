import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import { dynamoClient, secretNamed, sqsClient } from '../adapters/aws/clients.ts';
import { makeTable } from '../adapters/dynamodb/table.ts';
import { makeClock } from '../adapters/node/runtime.ts';
import { makeDispatchQueue, makeGiveUp } from '../channels/webhooks/queue.ts';
import { readConfig } from './wiring/config.ts';
import { wireWebhooks } from './wiring/webhooks-outbound.ts';

const config = readConfig('webhooks', process.env);
const queues = sqsClient();

export const handler = wireWebhooks(config, {
  table: makeTable(dynamoClient(), config.TABLE_NAME),
  clock: makeClock(config.TIME_ZONE),
  webhookSecret: secretNamed(config.WEBHOOK_SECRET_ID),
  random: Math.random,
  dispatchQueue: makeDispatchQueue(queues, config.WEBHOOK_QUEUE_URL),
  async hide(ReceiptHandle, VisibilityTimeout) {
    const QueueUrl = config.WEBHOOK_QUEUE_URL;
    await queues.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }),
    );
  },
  giveUp: makeGiveUp(queues, config.WEBHOOK_FAILURES_URL),
});
