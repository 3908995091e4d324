import { dynamoClient, s3Client, secretFetched, sqsClient } from '../adapters/aws/clients.ts';
import { makeTable } from '../adapters/dynamodb/table.ts';
import { makeHttpsFetch } from '../adapters/node/http.ts';
import { makeClock } from '../adapters/node/runtime.ts';
import { makePhotoStore } from '../adapters/s3/photos.ts';
import { makePutBack } from '../channels/chat/queue.ts';
import { makeSlackSecrets } from '../channels/slack/secrets.ts';
import { readConfig } from './wiring/config.ts';
import { wireSlackNotices } from './wiring/slack-outbound.ts';

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
