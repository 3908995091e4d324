import type { SQSEvent } from 'aws-lambda';
import {
  createChangeVisibility,
  dynamoClient,
  sesClient,
  sqsClient,
} from '../adapters/aws/clients.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { createClock } from '../adapters/node/runtime.ts';
import { consumeMailJobs } from '../channels/mail/queue.ts';
import { createSesMailer } from '../channels/mail/ses.ts';
import { parseConfig } from './wiring/config.ts';
import { buildMailOutbound } from './wiring/mail-outbound.ts';

const config = parseConfig('mail-outbound', process.env);

const deps = buildMailOutbound(config, {
  table: createTable(dynamoClient(), config.TABLE_NAME),
  clock: createClock(config.TIME_ZONE),
  sendMail: createSesMailer(sesClient(), config.MAIL_FROM),
  changeVisibility: createChangeVisibility(sqsClient(), config.MAIL_QUEUE_URL),
});

export const handler = (event: SQSEvent) => consumeMailJobs(deps, event);
