import type { SQSEvent } from 'aws-lambda';
import {
  createChangeVisibility,
  dynamoClient,
  s3Client,
  secretFetched,
  sqsClient,
} from '../adapters/aws/clients.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { createHttpsFetch } from '../adapters/node/http.ts';
import { createClock } from '../adapters/node/runtime.ts';
import { createPhotoStore } from '../adapters/s3/photos.ts';
import { consumeChatJobs } from '../channels/chat/consumer.ts';
import { createSlackSecrets } from '../channels/slack/secrets.ts';
import { parseConfig } from './wiring/config.ts';
import { buildSlackOutbound } from './wiring/slack-outbound.ts';

const config = parseConfig('slack-outbound', process.env);
const clock = createClock(config.TIME_ZONE);

const deps = buildSlackOutbound(config, {
  table: createTable(dynamoClient(), config.TABLE_NAME),
  clock,
  secrets: createSlackSecrets(secretFetched(config.SLACK_SECRET_ID), clock.now),
  changeVisibility: createChangeVisibility(sqsClient(), config.SLACK_QUEUE_URL),
  photos: createPhotoStore(s3Client(), config.PHOTO_BUCKET),
  slackFetch: createHttpsFetch({ timeoutMilliseconds: 5000 }),
  fetch,
});

export const handler = (event: SQSEvent) => consumeChatJobs(deps, event);
