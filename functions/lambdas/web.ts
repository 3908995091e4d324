import { handle } from 'hono/aws-lambda';
import { dynamoClient, s3Client, secretNamed, sqsClient } from '../adapters/aws/clients.ts';
import { makeTable } from '../adapters/dynamodb/table.ts';
import { makeClock } from '../adapters/node/runtime.ts';
import { makePhotoStore } from '../adapters/s3/photos.ts';
import { makeWebApp } from '../channels/web/app.tsx';
import { makeDispatchQueue } from '../channels/webhooks/queue.ts';
import { readConfig } from './wiring/config.ts';
import { wireWeb } from './wiring/web.ts';

const config = readConfig('web', process.env);

const engines = {
  table: makeTable(dynamoClient(), config.TABLE_NAME),
  clock: makeClock(config.TIME_ZONE),
  secret: secretNamed(config.SIGN_IN_SECRET_ID),
  secretNamed,
  webhookSecret: secretNamed(config.WEBHOOK_SECRET_ID),
  dispatchQueue: makeDispatchQueue(sqsClient(), config.WEBHOOK_QUEUE_URL),
  photos: makePhotoStore(s3Client(), config.PHOTO_BUCKET),
};

export const handler = handle(makeWebApp(wireWeb(config, engines)));
