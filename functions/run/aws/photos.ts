import { makePhotoStore } from '../../store/photo-store.ts';
import { makeTable } from '../../store/table.ts';
import { makeClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { wirePhotos } from '../wire/wire-photos.ts';
import { dynamoClient, s3Client } from './clients.ts';

const config = readConfig('photos', process.env);

export const handler = wirePhotos(config, {
  table: makeTable(dynamoClient(), config.TABLE_NAME),
  clock: makeClock(config.TIME_ZONE),
  photos: makePhotoStore(s3Client(), config.PHOTO_BUCKET),
});
