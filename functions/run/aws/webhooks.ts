import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import { makeDispatchQueue, makeGiveUp } from '../../notify/webhook/dispatch-queue.ts';
import { makeTable } from '../../store/table.ts';
import { makeClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { wireWebhooks } from '../wire/wire-webhooks.ts';
import { dynamoClient, secretNamed, sqsClient } from './clients.ts';

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
