import * as z from 'zod';
import { minimalClients } from '../adapters/aws/minimal-client.ts';
import { createClock, once } from '../adapters/node/runtime.ts';
import { parseConfig } from './wiring/config.ts';
import { buildSlackInbound } from './wiring/slack-inbound.ts';

// Zod would compile its schemas, which costs a cold start more than it saves: most are used once.
z.config({ jitless: true });
const config = parseConfig('slack-inbound', process.env);
const aws = minimalClients(process.env);

export const handler = buildSlackInbound(config, {
  table: aws.table(config.TABLE_NAME),
  clock: createClock(config.TIME_ZONE),
  secret: once(aws.secret(config.SIGN_IN_SECRET_ID)),
  fetchSlackSecret: aws.secret(config.SLACK_SECRET_ID),
});
