import { handle } from 'hono/aws-lambda';
import { makeWebApp } from '../../doors/web/app.tsx';
import { makeTable } from '../../store/table.ts';
import { makeClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { wireWeb } from '../wire.ts';
import { dynamoClient, secretNamed } from './clients.ts';

const config = readConfig('web', process.env);
const table = makeTable(dynamoClient(), config.TABLE_NAME);

const clock = makeClock(config.TIME_ZONE);
const secret = secretNamed(config.SIGN_IN_SECRET_ID);

export const handler = handle(makeWebApp(wireWeb(config, { table, clock, secret })));
