import { dynamoClient, s3Client } from '../adapters/aws/clients.ts';
import { makeTable } from '../adapters/dynamodb/table.ts';
import { makeClock } from '../adapters/node/runtime.ts';
import { makePhotoStore } from '../adapters/s3/photos.ts';
import { readConfig } from './wiring/config.ts';
import { wirePhotos } from './wiring/photo-uploads.ts';

const config = readConfig('photos', process.env);

export const handler = wirePhotos(config, {
  table: makeTable(dynamoClient(), config.TABLE_NAME),
  clock: makeClock(config.TIME_ZONE),
  photos: makePhotoStore(s3Client(), config.PHOTO_BUCKET),
});
