import { makeSesMailer } from '../../notify/mailer.ts';
import { makePostQueue, putByDoor } from '../../notify/post-queue.ts';
import { makeDispatchQueue } from '../../notify/webhook/dispatch-queue.ts';
import { makeTable } from '../../store/table.ts';
import { makeClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { wireJournal } from '../wire/wire-journal.ts';
import { dynamoClient, secretNamed, sesClient, sqsClient } from './clients.ts';

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
