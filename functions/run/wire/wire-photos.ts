import { stripMetadata } from '../../photos/strip-metadata.ts';
import { makeTakeInPhoto } from '../../use-cases/photos/take-in-photo.ts';
import type { PhotoStore } from '../../use-cases/ports.ts';
import { makeCarryUpload } from '../carry-upload.ts';
import type { Config } from '../config.ts';
import type { Engines } from './engines.ts';
import { wireStores } from './wire-stores.ts';

interface PhotoEngines extends Engines {
  readonly photos: PhotoStore;
}

export function wirePhotos({ DEPARTEMENT }: Config<'photos'>, engines: PhotoEngines) {
  const { table, clock, photos } = engines;
  const stores = wireStores(table, DEPARTEMENT, clock);
  return makeCarryUpload(makeTakeInPhoto({ ...stores, photos, clean: stripMetadata }));
}
