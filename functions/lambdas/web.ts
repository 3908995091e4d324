import { handle } from 'hono/aws-lambda';
import { dynamoClient, s3Client, secretNamed, sqsClient } from '../adapters/aws/clients.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { createClock } from '../adapters/node/runtime.ts';
import { createPhotoStore } from '../adapters/s3/photos.ts';
import { createWebApp } from '../channels/web/app.tsx';
import { createWebhookQueue } from '../channels/webhooks/queue.ts';
import { parseConfig } from './wiring/config.ts';
import { buildWeb } from './wiring/web.ts';

const config = parseConfig('web', process.env);

const clients = {
  table: createTable(dynamoClient(), config.TABLE_NAME),
  clock: createClock(config.TIME_ZONE),
  secret: secretNamed(config.SIGN_IN_SECRET_ID),
  secretNamed,
  webhookSecret: secretNamed(config.WEBHOOK_SECRET_ID),
  webhookQueue: createWebhookQueue(sqsClient(), config.WEBHOOK_QUEUE_URL),
  photos: createPhotoStore(s3Client(), config.PHOTO_BUCKET),
};

export const handler = handle(createWebApp(buildWeb(config, clients)));
