import type { EventBridgeEvent } from 'aws-lambda';
import { wireStores } from '../../adapters/dynamodb/stores.ts';
import { stripMetadata } from '../../adapters/images/strip-metadata.ts';
import { readUploadKey } from '../../adapters/s3/photos.ts';
import { makeTakeInPhoto, type TakeInPhoto } from '../../use-cases/photos.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';
import type { Config } from './config.ts';
import type { Engines } from './deps.ts';

type ObjectCreated = EventBridgeEvent<'Object Created', { readonly object: { key: string } }>;

/** Takes in the photo that was just uploaded. One that cannot be taken in at this moment throws, and comes again. */
export function makeCarryUpload(takeInPhoto: TakeInPhoto) {
  return async ({ detail }: ObjectCreated) => {
    const photo = readUploadKey(detail.object.key);
    return photo ? takeInPhoto(photo) : { kind: 'unknown-key' };
  };
}

interface PhotoEngines extends Engines {
  readonly photos: PhotoStore;
}

export function wirePhotos({ DEPARTEMENT }: Config<'photos'>, engines: PhotoEngines) {
  const { table, clock, photos } = engines;
  const stores = wireStores(table, DEPARTEMENT, clock);
  return makeCarryUpload(makeTakeInPhoto({ ...stores, photos, clean: stripMetadata }));
}
