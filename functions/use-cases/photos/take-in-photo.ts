import {
  type Photo,
  type PhotoReading,
  type PhotoRef,
  withPhoto,
} from '../../domain/damages/photo.ts';
import type { PhotoStore } from '../ports.ts';
import { type AlbumDeps, makeFindAlbum } from './find-album.ts';
import { makeMarkPhoto } from './mark-photo.ts';

export interface TakeInPhotoDeps extends AlbumDeps {
  readonly photos: PhotoStore;
  /** Tells what the bytes are, and strips from them what is not seen. */
  readonly clean: (bytes: Uint8Array) => PhotoReading;
}

export interface TakenIn {
  /** `gone`: it was taken in before. `unwanted`: its thing is not there, takes no more, or has all its photos. */
  readonly kind: Exclude<PhotoReading['kind'], 'clean'> | 'ready' | 'gone' | 'unwanted';
}

export type TakeInPhoto = (photo: PhotoRef) => Promise<TakenIn>;

/** Makes of what was uploaded a photo that can be shown, or refuses it. The same one twice is one. */
export function makeTakeInPhoto({ photos, clean, ...deps }: TakeInPhotoDeps): TakeInPhoto {
  const findAlbum = makeFindAlbum(deps);
  const mark = makeMarkPhoto(findAlbum);

  return async (ref) => {
    const bytes = await photos.read(ref);
    if (!bytes) return { kind: 'gone' };
    const reading = clean(bytes);
    const photo: Photo = {
      id: ref.photoId,
      state: reading.kind === 'clean' ? 'ready' : 'refused',
    };
    const album = await findAlbum(ref);
    const isWanted = album !== undefined && withPhoto(album, photo) !== undefined;
    // Written first: what is marked can be shown.
    if (isWanted && reading.kind === 'clean') await photos.write(ref, reading);
    const isMarked = isWanted && (await mark(ref, photo.state));
    // Removed last: until then an attempt that dies is made again.
    await photos.remove(ref);
    if (!isMarked) return { kind: 'unwanted' };
    return { kind: reading.kind === 'clean' ? 'ready' : reading.kind };
  };
}
