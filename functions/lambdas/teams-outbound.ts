import type { SQSEvent } from 'aws-lambda';
import {
  createChangeVisibility,
  dynamoClient,
  s3Client,
  secretFetched,
  sqsClient,
} from '../adapters/aws/clients.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { createClock } from '../adapters/node/runtime.ts';
import { createPhotoStore } from '../adapters/s3/photos.ts';
import { consumeChatJobs } from '../channels/chat/consumer.ts';
import { parseConfig } from './wiring/config.ts';
import { buildTeamsOutbound } from './wiring/teams-outbound.ts';

const config = parseConfig('teams-outbound', process.env);

const deps = buildTeamsOutbound(config, {
  table: createTable(dynamoClient(), config.TABLE_NAME),
  clock: createClock(config.TIME_ZONE),
  fetchTeamsSecret: secretFetched(config.TEAMS_SECRET_ID),
  changeVisibility: createChangeVisibility(sqsClient(), config.TEAMS_QUEUE_URL),
  photos: createPhotoStore(s3Client(), config.PHOTO_BUCKET),
  fetch,
});

export const handler = (event: SQSEvent) => consumeChatJobs(deps, event);
