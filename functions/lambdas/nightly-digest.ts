import { dynamoClient, sesClient, sqsClient } from '../adapters/aws/clients.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { createClock } from '../adapters/node/runtime.ts';
import { createChatQueue, enqueueByChannel } from '../channels/chat/queue.ts';
import { createSesMailer } from '../channels/mail/ses.ts';
import { runNightlyDigest } from '../use-cases/nightly-digest.ts';
import { parseConfig } from './wiring/config.ts';
import { buildNightlyDigest } from './wiring/nightly-digest.ts';

const config = parseConfig('nightly-digest', process.env);
const sqs = sqsClient();
const deps = buildNightlyDigest(config, {
  table: createTable(dynamoClient(), config.TABLE_NAME),
  clock: createClock(config.TIME_ZONE),
  sendMail: createSesMailer(sesClient(), config.MAIL_FROM),
  enqueue: enqueueByChannel({
    slack: createChatQueue(sqs, config.SLACK_QUEUE_URL),
    teams: createChatQueue(sqs, config.TEAMS_QUEUE_URL),
  }),
});

export const handler = () => runNightlyDigest(deps);
