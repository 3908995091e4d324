import { dynamoClient, s3Client, secretFetched, sqsClient } from '../adapters/aws/clients.ts';
import { makeTable } from '../adapters/dynamodb/table.ts';
import { makeClock } from '../adapters/node/runtime.ts';
import { makePhotoStore } from '../adapters/s3/photos.ts';
import { makePutBack } from '../channels/chat/queue.ts';
import { readConfig } from './wiring/config.ts';
import { wireTeamsNotices } from './wiring/teams-outbound.ts';

const config = readConfig('teams-notices', process.env);

export const handler = wireTeamsNotices(config, {
  table: makeTable(dynamoClient(), config.TABLE_NAME),
  clock: makeClock(config.TIME_ZONE),
  fetchTeamsSecret: secretFetched(config.TEAMS_SECRET_ID),
  putBack: makePutBack(sqsClient(), config.TEAMS_POSTS_URL),
  photos: makePhotoStore(s3Client(), config.PHOTO_BUCKET),
  fetch,
});
