import type { Photo, Pictured } from '../../domain/damages/photo.ts';
import type { PhotoStore } from '../ports.ts';

export interface ShownPhoto extends Photo {
  /** Opens it for ten minutes, once it is ready. */
  readonly link?: string | undefined;
}

/** Photos of a thing, to somebody who may see them: that is its caller's to judge. */
export function makeShowPhotos(store: Pick<PhotoStore, 'viewLink'>) {
  return (of: Pictured, photos: readonly Photo[]): Promise<readonly ShownPhoto[]> =>
    Promise.all(
      photos.map(async (photo) => {
        if (photo.state !== 'ready') return photo;
        return { ...photo, link: await store.viewLink({ ...of, photoId: photo.id }) };
      }),
    );
}
