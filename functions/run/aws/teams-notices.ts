import { makePutBack } from '../../notify/post-queue.ts';
import { makePhotoStore } from '../../store/photo-store.ts';
import { makeTable } from '../../store/table.ts';
import { makeClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { wireTeamsNotices } from '../wire/wire-teams-notices.ts';
import { dynamoClient, s3Client, secretFetched, sqsClient } from './clients.ts';

const config = readConfig('teams-notices', process.env);

export const handler = wireTeamsNotices(config, {
  table: makeTable(dynamoClient(), config.TABLE_NAME),
  clock: makeClock(config.TIME_ZONE),
  fetchTeamsSecret: secretFetched(config.TEAMS_SECRET_ID),
  putBack: makePutBack(sqsClient(), config.TEAMS_POSTS_URL),
  photos: makePhotoStore(s3Client(), config.PHOTO_BUCKET),
  fetch,
});
