import type { PhotoRef } from '../../domain/damages/photo.ts';
import type { PhotoStore } from '../ports.ts';
import { type AlbumDeps, makeFindAlbum } from './find-album.ts';
import { makeMarkPhoto } from './mark-photo.ts';

/** `lost`: it is not there, too large, or somewhere that our secrets may not go. */
export type HeldPhoto =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'lost' };

/** The photos that a chat holds, by its own ids. */
export interface PhotoHolder {
  /** Rejects if the chat does not answer. */
  fetch(file: string): Promise<HeldPhoto>;
}

export interface CarryPhotoDeps extends AlbumDeps {
  readonly photos: Pick<PhotoStore, 'bring'>;
  readonly holder: PhotoHolder;
}

export interface CarryPhotoCommand {
  readonly photo: PhotoRef;
  /** What the chat calls it. */
  readonly file: string;
  /** Nobody will try again. */
  readonly isLast: boolean;
}

/** `settled`: it was carried before, or nobody wants it any more. `refused`: whoever looks at its thing sees that it is not there. */
export type CarryPhoto = (
  command: CarryPhotoCommand,
) => Promise<{ readonly kind: 'brought' | 'settled' | 'refused' }>;

/** Brings a photo from the chat that holds it to where uploads arrive. Rejects if it may work later. */
export function makeCarryPhoto({ photos, holder, ...deps }: CarryPhotoDeps): CarryPhoto {
  const findAlbum = makeFindAlbum(deps);
  const mark = makeMarkPhoto(findAlbum);

  async function bring({ photo, file }: CarryPhotoCommand): Promise<boolean> {
    const found = await holder.fetch(file);
    if (found.kind === 'bytes') await photos.bring(photo, found.bytes);
    return found.kind === 'bytes';
  }

  return async (command) => {
    const { photo, isLast } = command;
    const album = await findAlbum(photo);
    const waiting = album?.photos.find(({ id }) => id === photo.photoId);
    if (waiting?.state !== 'waiting') return { kind: 'settled' };
    const isBrought = await bring(command).catch((error: unknown) => {
      if (!isLast) throw error;
      return false;
    });
    if (isBrought) return { kind: 'brought' };
    await mark(photo, 'refused');
    return { kind: 'refused' };
  };
}
