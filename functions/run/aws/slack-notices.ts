import { makePutBack } from '../../notify/post-queue.ts';
import { makePhotoStore } from '../../store/photo-store.ts';
import { makeTable } from '../../store/table.ts';
import { makeClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { makeHttpsFetch } from '../https-fetch.ts';
import { makeSlackSecrets } from '../slack-secret.ts';
import { wireSlackNotices } from '../wire/wire-slack-notices.ts';
import { dynamoClient, s3Client, secretFetched, sqsClient } from './clients.ts';

const config = readConfig('slack-notices', process.env);
const clock = makeClock(config.TIME_ZONE);

export const handler = wireSlackNotices(config, {
  table: makeTable(dynamoClient(), config.TABLE_NAME),
  clock,
  secrets: makeSlackSecrets(secretFetched(config.SLACK_SECRET_ID), clock.now),
  putBack: makePutBack(sqsClient(), config.SLACK_POSTS_URL),
  photos: makePhotoStore(s3Client(), config.PHOTO_BUCKET),
  slackFetch: makeHttpsFetch({ timeoutMilliseconds: 5000 }),
  fetch,
});
