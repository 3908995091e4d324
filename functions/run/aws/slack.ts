import { makeTable } from '../../store/table.ts';
import { makeClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { wireSlack } from '../wire/wire-slack.ts';
import { dynamoClient, secretFetched, secretNamed } from './clients.ts';

const config = readConfig('slack', process.env);

export const handler = wireSlack(config, {
  table: makeTable(dynamoClient(), config.TABLE_NAME),
  clock: makeClock(config.TIME_ZONE),
  secret: secretNamed(config.SIGN_IN_SECRET_ID),
  fetchSlackSecret: secretFetched(config.SLACK_SECRET_ID),
});
