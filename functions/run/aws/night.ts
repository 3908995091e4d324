import { makeSesMailer } from '../../notify/mailer.ts';
import { makePostQueue, putByDoor } from '../../notify/post-queue.ts';
import { makeTable } from '../../store/table.ts';
import { makeClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { wireNight } from '../wire/wire-night.ts';
import { dynamoClient, sesClient, sqsClient } from './clients.ts';

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
