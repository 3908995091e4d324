import type { Happening } from '../domain/notifications/notification.ts';
import { maySpeakFor, type Person } from '../domain/people/person.ts';
import { type Photo, type PhotoRef, type PhotoSource, withPhoto } from '../domain/photo.ts';
import type { Uai } from '../domain/uai.ts';
import { type AlbumDeps, makeFindAlbum, makeMarkPhoto, type StoredAlbum } from './photos.ts';
import type { PhotoStore } from './ports.ts';
import type { SendOnce } from './send-once.ts';

export interface AddPhotosDeps extends AlbumDeps {
  /** The same short id for the same token, always. */
  readonly damageIdFrom: (token: string) => string;
}

export interface AddPhotosCommand {
  readonly uai: Uai;
  readonly id: string;
  readonly by: Person;
  /** Token of the message they came with: the same one twice brings the same photos. */
  readonly opening: string;
  /** Photos that a chat holds for us. */
  readonly photos: readonly PhotoSource[];
}

export type AddPhotosOutcome =
  /** `leftOut`: so many had no place any more. */
  | { readonly kind: 'added'; readonly added: number; readonly leftOut: number }
  /** There is none of that id, or it is not theirs: nobody learns which. */
  | { readonly kind: 'not-yours' };

export type AddPhotos = (command: AddPhotosCommand) => Promise<AddPhotosOutcome>;

/** Everybody's writes to one damage at the same moment are few. */
const attempts = 10;

/** Says of a damage that photos which a chat holds are on their way: the journal has them fetched. */
export function makeAddPhotos({ damageIdFrom, ...deps }: AddPhotosDeps): AddPhotos {
  const findAlbum = makeFindAlbum(deps);
  return async ({ uai, id: damageId, by, opening, photos }) => {
    const waiting = photos.map(
      (from, index): Photo => ({
        id: damageIdFrom(`${opening} photo ${index}`),
        state: 'waiting',
        from,
      }),
    );
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const album = maySpeakFor(by, uai) ? await findAlbum({ uai, damageId }) : undefined;
      if (!album) return { kind: 'not-yours' };
      const changed = waiting.reduce(withNew, album);
      const added = waiting.filter((photo) => has(changed, photo)).length;
      const done = { kind: 'added', added, leftOut: waiting.length - added } as const;
      if (changed === album) return done;
      if ((await album.save(changed.photos, `photos ${opening}`)) === 'saved') return done;
    }
    throw new Error('The damage of some photos is written to without a pause');
  };
}

const has = ({ photos }: StoredAlbum, { id }: Photo): boolean =>
  photos.some((each) => each.id === id);

/** One that is there already stands as it does. */
function withNew(album: StoredAlbum, photo: Photo): StoredAlbum {
  const photos = has(album, photo) ? undefined : withPhoto(album, photo);
  return photos ? { ...album, photos } : album;
}

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

/** Has a photo fetched that a chat still holds, when the chat has time. */
export type AskForPhoto = (photo: PhotoRef, from: PhotoSource) => Promise<void>;

export type SendForPhotos = (happening: Happening) => Promise<void>;

/** Has the photos fetched that came with a report from a chat. Rejects if that cannot be asked: nobody else would. */
export function makeSendForPhotos(askForPhoto: AskForPhoto, sendOnce: SendOnce): SendForPhotos {
  return async (happening) => {
    if (happening.kind !== 'damage') return;
    const { uai, id: damageId, photos } = happening.damage;
    for (const { id: photoId, state, from } of photos) {
      if (state !== 'waiting' || !from) continue;
      const noticeId = `photo-${uai}-${damageId}-${photoId}`;
      const report = await sendOnce({ noticeId, recipient: `queued:${from.door}` }, () =>
        askForPhoto({ uai, damageId, photoId }, from),
      );
      if (report.outcome === 'failed') throw report.error;
      if (report.outcome === 'claimed') throw new Error('being asked elsewhere');
    }
  };
}
