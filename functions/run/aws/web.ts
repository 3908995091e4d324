import { handle } from 'hono/aws-lambda';
import { makeWebApp } from '../../doors/web/app.tsx';
import { makeDispatchQueue } from '../../notify/webhook/dispatch-queue.ts';
import { makePhotoStore } from '../../store/photo-store.ts';
import { makeTable } from '../../store/table.ts';
import { makeClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { wireWeb } from '../wire/wire-web.ts';
import { dynamoClient, s3Client, secretNamed, sqsClient } from './clients.ts';

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
