import { handle } from 'hono/aws-lambda';
import { makeWebApp } from '../../doors/web/app.tsx';
import { makeTable } from '../../store/table.ts';
import { makeClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { wireWeb } from '../wire.ts';
import { dynamoClient } from './clients.ts';

const config = readConfig('web', process.env);
const table = makeTable(dynamoClient(), config.TABLE_NAME);

export const handler = handle(
  makeWebApp(wireWeb(config, { table, clock: makeClock(config.TIME_ZONE) })),
);
