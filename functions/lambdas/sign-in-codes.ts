import type { DynamoDBStreamEvent } from 'aws-lambda';
import { dynamoClient, secretNamed, sesClient } from '../adapters/aws/clients.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { consumeTogether } from '../adapters/dynamodb/table-stream.ts';
import { createClock } from '../adapters/node/runtime.ts';
import { createSesMailer } from '../channels/mail/ses.ts';
import { mailCode } from '../use-cases/mail.ts';
import { parseConfig } from './wiring/config.ts';
import { buildSignInCodes } from './wiring/sign-in-codes.ts';

const config = parseConfig('sign-in-codes', process.env);

const deps = buildSignInCodes(config, {
  table: createTable(dynamoClient(), config.TABLE_NAME),
  clock: createClock(config.TIME_ZONE),
  sendMail: createSesMailer(sesClient(), config.MAIL_FROM),
  secret: secretNamed(config.SIGN_IN_SECRET_ID),
});

export const handler = (event: DynamoDBStreamEvent) =>
  consumeTogether(event, (changeEvent) => mailCode(deps, changeEvent));
