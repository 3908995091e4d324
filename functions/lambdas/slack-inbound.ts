import * as z from 'zod';
import { leanClients } from '../adapters/aws/lean-client.ts';
import { makeClock, once } from '../adapters/node/runtime.ts';
import { readConfig } from './wiring/config.ts';
import { wireSlack } from './wiring/slack-inbound.ts';

// Compiling how to read a thing that is read once costs a cold start more than it saves.
z.config({ jitless: true });
const config = readConfig('slack', process.env);
const aws = leanClients(process.env);

export const handler = wireSlack(config, {
  table: aws.table(config.TABLE_NAME),
  clock: makeClock(config.TIME_ZONE),
  secret: once(aws.secret(config.SIGN_IN_SECRET_ID)),
  fetchSlackSecret: aws.secret(config.SLACK_SECRET_ID),
});
