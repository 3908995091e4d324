import type { ChangeEvent } from '../domain/notifications/notification.ts';
import { canActFor, type Person } from '../domain/people/person.ts';
import { type Photo, type PhotoRef, type PhotoSource, withPhoto } from '../domain/photo.ts';
import type { Uai } from '../domain/uai.ts';
import {
  createPhotoSetFinder,
  makeMarkPhoto,
  type PhotoSetDeps,
  type StoredPhotoSet,
} from './photos.ts';
import type { PhotoStore } from './ports.ts';
import { type SendOnceDeps, sendOnce } from './send-once.ts';

export interface AddPhotosDeps extends PhotoSetDeps {
  /** The same short id for the same token, always. */
  readonly shortIdFrom: (token: string) => string;
}

export interface AddPhotosCommand {
  readonly uai: Uai;
  readonly id: string;
  readonly by: Person;
  /** Token of the message they came with: the same one twice brings the same photos. */
  readonly idempotencyKey: string;
  /** Photos that a chat holds for us. */
  readonly photos: readonly PhotoSource[];
}

export type AddPhotosOutcome =
  /** `leftOut`: so many had no place any more. */
  | { readonly kind: 'added'; readonly added: number; readonly leftOut: number }
  /** There is none of that id, or it is not theirs: nobody learns which. */
  | { readonly kind: 'forbidden' };

export type AddPhotos = (command: AddPhotosCommand) => Promise<AddPhotosOutcome>;

/** Everybody's writes to one damage at the same moment are few. */
const attempts = 10;

/** Says of a damage that photos which a chat holds are on their way: the journal has them fetched. */
export function makeAddPhotos({ shortIdFrom, ...deps }: AddPhotosDeps): AddPhotos {
  const findPhotoSet = createPhotoSetFinder(deps);
  return async ({ uai, id: damageId, by, idempotencyKey, photos }) => {
    const waiting = photos.map(
      (from, index): Photo => ({
        id: shortIdFrom(`${idempotencyKey} photo ${index}`),
        state: 'waiting',
        from,
      }),
    );
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const photoSet = canActFor(by, uai) ? await findPhotoSet({ uai, damageId }) : undefined;
      if (!photoSet) return { kind: 'forbidden' };
      const changed = waiting.reduce(withNew, photoSet);
      const added = waiting.filter((photo) => has(changed, photo)).length;
      const done = { kind: 'added', added, leftOut: waiting.length - added } as const;
      if (changed === photoSet) return done;
      if ((await photoSet.save(changed.photos, `photos ${idempotencyKey}`)) === 'saved')
        return done;
    }
    throw new Error('The damage of some photos is written to without a pause');
  };
}

const has = ({ photos }: StoredPhotoSet, { id }: Photo): boolean =>
  photos.some((each) => each.id === id);

/** One that is there already stands as it does. */
function withNew(photoSet: StoredPhotoSet, photo: Photo): StoredPhotoSet {
  const photos = has(photoSet, photo) ? undefined : withPhoto(photoSet, photo);
  return photos ? { ...photoSet, photos } : photoSet;
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

export interface ImportPhotoDeps extends PhotoSetDeps {
  readonly photos: Pick<PhotoStore, 'importUpload'>;
  readonly holder: PhotoHolder;
}

export interface ImportPhotoCommand {
  readonly photo: PhotoRef;
  /** What the chat calls it. */
  readonly file: string;
  /** Nobody will try again. */
  readonly isLast: boolean;
}

/** `settled`: it was carried before, or nobody wants it any more. `refused`: whoever looks at its thing sees that it is not there. */
export type ImportPhoto = (
  command: ImportPhotoCommand,
) => Promise<{ readonly kind: 'imported' | 'not-pending' | 'refused' }>;

/** Brings a photo from the chat that holds it to where uploads arrive. Rejects if it may work later. */
export function createPhotoImporter({ photos, holder, ...deps }: ImportPhotoDeps): ImportPhoto {
  const findPhotoSet = createPhotoSetFinder(deps);
  const mark = makeMarkPhoto(findPhotoSet);

  async function importFile({ photo, file }: ImportPhotoCommand): Promise<boolean> {
    const found = await holder.fetch(file);
    if (found.kind === 'bytes') await photos.importUpload(photo, found.bytes);
    return found.kind === 'bytes';
  }

  return async (command) => {
    const { photo, isLast } = command;
    const photoSet = await findPhotoSet(photo);
    const waiting = photoSet?.photos.find(({ id }) => id === photo.photoId);
    if (waiting?.state !== 'waiting') return { kind: 'not-pending' };
    const isImported = await importFile(command).catch((error: unknown) => {
      if (!isLast) throw error;
      return false;
    });
    if (isImported) return { kind: 'imported' };
    await mark(photo, 'refused');
    return { kind: 'refused' };
  };
}

/** Has a photo fetched that a chat still holds, when the chat has time. */
export type RequestPhoto = (photo: PhotoRef, from: PhotoSource) => Promise<void>;

export type RequestPhotos = (changeEvent: ChangeEvent) => Promise<void>;

/** Has the photos fetched that came with a report from a chat. Rejects if that cannot be asked: nobody else would. */
export function createPhotoRequester(
  deps: SendOnceDeps,
  requestPhoto: RequestPhoto,
): RequestPhotos {
  return async (changeEvent) => {
    if (changeEvent.kind !== 'damage') return;
    const { uai, id: damageId, photos } = changeEvent.damage;
    for (const { id: photoId, state, from } of photos) {
      if (state !== 'waiting' || !from) continue;
      const notificationId = `photo-${uai}-${damageId}-${photoId}`;
      const report = await sendOnce(
        deps,
        { notificationId, recipient: `queued:${from.channel}` },
        () => requestPhoto({ uai, damageId, photoId }, from),
      );
      if (report.outcome === 'failed') throw report.error;
      if (report.outcome === 'leased') throw new Error('being asked elsewhere');
    }
  };
}
