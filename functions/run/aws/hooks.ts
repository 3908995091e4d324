import { handle } from 'hono/aws-lambda';
import { makeHooksApp } from '../../doors/hooks/app.ts';
import { makeTable } from '../../store/table.ts';
import { makeClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { wireHooks } from '../wire/wire-hooks.ts';
import { dynamoClient, secretFetched } from './clients.ts';

const config = readConfig('hooks', process.env);

export const handler = handle(
  makeHooksApp(
    wireHooks(config, {
      table: makeTable(dynamoClient(), config.TABLE_NAME),
      clock: makeClock(config.TIME_ZONE),
      fetchSenders: secretFetched(config.SENDERS_SECRET_ID),
    }),
  ),
);
