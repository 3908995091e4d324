import type { EventBridgeEvent } from 'aws-lambda';
import { stripMetadata } from '../../adapters/images/strip-metadata.ts';
import { parseUploadKey } from '../../adapters/s3/photos.ts';
import { processPhoto } from '../../use-cases/photos.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';
import type { Config } from './config.ts';
import { type Clients, createDeps } from './deps.ts';

type ObjectCreated = EventBridgeEvent<'Object Created', { readonly object: { key: string } }>;

interface PhotoClients extends Clients {
  readonly photos: PhotoStore;
}

/** Processes the photo that was just uploaded. A failure throws: EventBridge then delivers the event again. */
export function buildPhotoUploads(config: Config<'photo-uploads'>, clients: PhotoClients) {
  const deps = { ...createDeps(config, clients), photos: clients.photos, stripMetadata };
  return async ({ detail }: ObjectCreated) => {
    const photo = parseUploadKey(detail.object.key);
    return photo ? processPhoto(deps, photo) : { kind: 'unknown-key' };
  };
}
