import { dynamoClient, secretNamed, sesClient, sqsClient } from '../adapters/aws/clients.ts';
import { makeTable } from '../adapters/dynamodb/table.ts';
import { makeClock } from '../adapters/node/runtime.ts';
import { makePostQueue, putByDoor } from '../channels/chat/queue.ts';
import { makeSesMailer } from '../channels/mail/ses.ts';
import { makeDispatchQueue } from '../channels/webhooks/queue.ts';
import { readConfig } from './wiring/config.ts';
import { wireJournal } from './wiring/table-stream.ts';

const config = readConfig('journal', process.env);
const sqs = sqsClient();

export const handler = wireJournal(config, {
  table: makeTable(dynamoClient(), config.TABLE_NAME),
  clock: makeClock(config.TIME_ZONE),
  sendMail: makeSesMailer(sesClient(), config.MAIL_FROM),
  putPost: putByDoor({
    slack: makePostQueue(sqs, config.SLACK_POSTS_URL),
    teams: makePostQueue(sqs, config.TEAMS_POSTS_URL),
  }),
  secret: secretNamed(config.SIGN_IN_SECRET_ID),
  dispatchQueue: makeDispatchQueue(sqs, config.WEBHOOK_QUEUE_URL),
});
