import type { EventBridgeEvent } from 'aws-lambda';
import { readUploadKey } from '../store/photo-store.ts';
import type { TakeInPhoto } from '../use-cases/photos/take-in-photo.ts';

type ObjectCreated = EventBridgeEvent<'Object Created', { readonly object: { key: string } }>;

/** Takes in the photo that was just uploaded. One that cannot be taken in at this moment throws, and comes again. */
export function makeCarryUpload(takeInPhoto: TakeInPhoto) {
  return async ({ detail }: ObjectCreated) => {
    const photo = readUploadKey(detail.object.key);
    return photo ? takeInPhoto(photo) : { kind: 'unknown-key' };
  };
}
