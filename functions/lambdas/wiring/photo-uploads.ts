import type { EventBridgeEvent } from 'aws-lambda';
import { createStores } from '../../adapters/dynamodb/stores.ts';
import { stripMetadata } from '../../adapters/images/strip-metadata.ts';
import { parseUploadKey } from '../../adapters/s3/photos.ts';
import { createPhotoProcessor, type ProcessPhoto } from '../../use-cases/photos.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';
import type { Config } from './config.ts';
import type { Clients } from './deps.ts';

type ObjectCreated = EventBridgeEvent<'Object Created', { readonly object: { key: string } }>;

/** Takes in the photo that was just uploaded. One that cannot be taken in at this moment throws, and comes again. */
export function createUploadConsumer(processPhoto: ProcessPhoto) {
  return async ({ detail }: ObjectCreated) => {
    const photo = parseUploadKey(detail.object.key);
    return photo ? processPhoto(photo) : { kind: 'unknown-key' };
  };
}

interface PhotoClients extends Clients {
  readonly photos: PhotoStore;
}

export function buildPhotoUploads({ DEPARTEMENT }: Config<'photo-uploads'>, clients: PhotoClients) {
  const { table, clock, photos } = clients;
  const stores = createStores(table, DEPARTEMENT, clock);
  return createUploadConsumer(createPhotoProcessor({ ...stores, photos, clean: stripMetadata }));
}
