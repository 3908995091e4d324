import { dynamoClient, s3Client } from '../adapters/aws/clients.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { createClock } from '../adapters/node/runtime.ts';
import { createPhotoStore } from '../adapters/s3/photos.ts';
import { parseConfig } from './wiring/config.ts';
import { buildPhotoUploads } from './wiring/photo-uploads.ts';

const config = parseConfig('photo-uploads', process.env);

export const handler = buildPhotoUploads(config, {
  table: createTable(dynamoClient(), config.TABLE_NAME),
  clock: createClock(config.TIME_ZONE),
  photos: createPhotoStore(s3Client(), config.PHOTO_BUCKET),
});
