import { dynamoClient, sesClient, sqsClient } from '../adapters/aws/clients.ts';
import { makeTable } from '../adapters/dynamodb/table.ts';
import { makeClock } from '../adapters/node/runtime.ts';
import { makePostQueue, putByDoor } from '../channels/chat/queue.ts';
import { makeSesMailer } from '../channels/mail/ses.ts';
import { readConfig } from './wiring/config.ts';
import { wireNight } from './wiring/nightly-digest.ts';

const config = readConfig('night', process.env);
const sqs = sqsClient();
const spendNight = wireNight(config, {
  table: makeTable(dynamoClient(), config.TABLE_NAME),
  clock: makeClock(config.TIME_ZONE),
  sendMail: makeSesMailer(sesClient(), config.MAIL_FROM),
  putPost: putByDoor({
    slack: makePostQueue(sqs, config.SLACK_POSTS_URL),
    teams: makePostQueue(sqs, config.TEAMS_POSTS_URL),
  }),
});

export const handler = () => spendNight();
