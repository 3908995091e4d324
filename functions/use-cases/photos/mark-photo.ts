import { type Photo, type PhotoRef, withPhoto } from '../../domain/damages/photo.ts';
import type { FindAlbum } from './find-album.ts';

/** Everybody's writes to one thing at the same moment are few. */
const attempts = 10;

export type MarkPhoto = (ref: PhotoRef, state: Photo['state']) => Promise<boolean>;

/** Says of its thing that the photo stands so, whatever else is written there meanwhile; false if it has no place for it. */
export function makeMarkPhoto(findAlbum: FindAlbum): MarkPhoto {
  return async (ref, state) => {
    const { photoId: id } = ref;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const album = await findAlbum(ref);
      const photos = album && withPhoto(album, { id, state });
      if (!photos) return false;
      if (album.photos.some((photo) => photo.id === id && photo.state === state)) return true;
      if ((await album.save(photos, `photo ${id} ${state}`)) === 'saved') return true;
    }
    throw new Error('The thing of a photo is written to without a pause');
  };
}
