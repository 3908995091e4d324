import type { ChangeEvent } from '../domain/notifications/notification.ts';
import { canActFor, type Person } from '../domain/people/person.ts';
import {
  type Photo,
  type PhotoRef,
  type PhotoSet,
  type PhotoSource,
  withPhoto,
} from '../domain/photo.ts';
import type { Uai } from '../domain/uai.ts';
import { changePhotos, findPhotoSet, markPhoto, type PhotoSetDeps } from './photos.ts';
import type { Deps, PhotoStore } from './ports.ts';
import { type SendOnceDeps, sendOnce } from './send-once.ts';

export interface AddPhotosCommand {
  readonly uai: Uai;
  readonly id: string;
  readonly by: Person;
  /** Names the message that brought the photos: the same key twice brings the same photos. */
  readonly idempotencyKey: string;
  readonly photos: readonly PhotoSource[];
}

export type AddPhotosResult =
  /** `leftOut`: how many were beyond the limit. */
  | { readonly kind: 'added'; readonly added: number; readonly leftOut: number }
  /** "No such damage" and "not theirs" give the same answer, so that neither can be probed. */
  | { readonly kind: 'forbidden' };

/** Records photos of a damage that a chat still holds. The table's stream then has them fetched (`requestPhotos`). */
export async function addPhotos(
  deps: PhotoSetDeps & Pick<Deps, 'shortIdFrom'>,
  { uai, id: damageId, by, idempotencyKey, photos: sources }: AddPhotosCommand,
): Promise<AddPhotosResult> {
  if (!canActFor(by, uai)) return { kind: 'forbidden' };
  const waiting = waitingPhotos(deps, idempotencyKey, sources);
  const subject = { uai, damageId };
  const photos = await changePhotos(deps, subject, {
    lastPhoto: `photos ${idempotencyKey}`,
    apply: (photoSet) => waiting.reduce(withNew, photoSet).photos,
  });
  if (!photos) return { kind: 'forbidden' };
  const added = waiting.filter(({ id }) => has(photos, id)).length;
  return { kind: 'added', added, leftOut: waiting.length - added };
}

/** The ids are computed from the key of the form or message, so that the same one twice brings the same photos. */
export function waitingPhotos(
  { shortIdFrom }: Pick<Deps, 'shortIdFrom'>,
  idempotencyKey: string,
  sources: readonly PhotoSource[],
): readonly Photo[] {
  return sources.map((from, index) => ({
    id: shortIdFrom(`${idempotencyKey} photo ${index}`),
    state: 'waiting',
    from,
  }));
}

const has = (photos: readonly Photo[], photoId: string): boolean =>
  photos.some(({ id }) => id === photoId);

/** Adds a photo while there is room; one that is there already keeps its state. */
function withNew(photoSet: PhotoSet, photo: Photo): PhotoSet {
  const photos = has(photoSet.photos, photo.id) ? undefined : withPhoto(photoSet, photo);
  return photos ? { ...photoSet, photos } : photoSet;
}

export type HeldPhoto =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** It does not exist, is too large, or is at an address that must not receive our token. */
  | { readonly kind: 'lost' };

export interface ImportPhotoDeps extends PhotoSetDeps {
  readonly photos: Pick<PhotoStore, 'importUpload'>;
  /** Fetches a photo that a chat holds, by the chat's own id. Rejects if the chat does not answer. */
  readonly fetchPhoto: (file: string) => Promise<HeldPhoto>;
}

export interface ImportPhotoCommand {
  readonly photo: PhotoRef;
  /** The chat's own id of it. */
  readonly file: string;
  /** There will be no further attempt: a failure refuses the photo. */
  readonly isLast: boolean;
}

export type ImportPhotoResult =
  | { readonly kind: 'imported' }
  /** It was imported or refused before, or its subject does not exist. */
  | { readonly kind: 'not-pending' }
  /** It is marked as refused, which the page of its subject says. */
  | { readonly kind: 'refused' };

/** Copies a photo from the chat that holds it to where uploads arrive. Rejects if a later attempt may succeed. */
export async function importPhoto(
  deps: ImportPhotoDeps,
  command: ImportPhotoCommand,
): Promise<ImportPhotoResult> {
  const { photo, isLast } = command;
  const photoSet = await findPhotoSet(deps, photo);
  const pending = photoSet?.photos.find(({ id }) => id === photo.photoId);
  if (pending?.state !== 'waiting') return { kind: 'not-pending' };
  const isImported = await importFile(deps, command).catch((error: unknown) => {
    if (!isLast) throw error;
    return false;
  });
  if (isImported) return { kind: 'imported' };
  await markPhoto(deps, photo, 'refused');
  return { kind: 'refused' };
}

async function importFile(
  { photos, fetchPhoto }: ImportPhotoDeps,
  { photo, file }: ImportPhotoCommand,
): Promise<boolean> {
  const found = await fetchPhoto(file);
  if (found.kind === 'bytes') await photos.importUpload(photo, found.bytes);
  return found.kind === 'bytes';
}

export interface RequestPhotosDeps extends SendOnceDeps {
  /** Enqueues the import of one photo. */
  readonly requestPhoto: (photo: PhotoRef, from: PhotoSource) => Promise<void>;
}

/** Requests the photos that came with a damage from a chat, each once. Rejects on failure: only the table's stream repeats it. */
export async function requestPhotos(
  deps: RequestPhotosDeps,
  changeEvent: ChangeEvent,
): Promise<void> {
  if (changeEvent.kind !== 'damage') return;
  const { uai, id: damageId, photos } = changeEvent.damage;
  for (const { id: photoId, state, from } of photos) {
    if (state !== 'waiting' || !from) continue;
    const notificationId = `photo-${uai}-${damageId}-${photoId}`;
    const key = { notificationId, recipient: `queued:${from.channel}` };
    const result = await sendOnce(deps, key, () =>
      deps.requestPhoto({ uai, damageId, photoId }, from),
    );
    if (result.outcome === 'failed') throw result.error;
    if (result.outcome === 'leased')
      throw new Error(`${notificationId} is requested by another run`);
  }
}
