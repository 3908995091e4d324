import { findReserve, withReservePhotos } from '../domain/deliveries/transitions.ts';
import { canActFor, type Person } from '../domain/people/person.ts';
import {
  isFull,
  type Photo,
  type PhotoParseResult,
  type PhotoRef,
  type PhotoSet,
  type PhotoState,
  type PhotoSubject,
  withPhoto,
} from '../domain/photo.ts';
import type { Deps, SaveOutcome, UploadForm, UploadTerms } from './ports.ts';

export type PhotoSetDeps = Pick<Deps, 'damages' | 'deliveries'>;

export interface StoredPhotoSet extends PhotoSet {
  /** Writes these photos over the version that was read. `lastPhoto` names the write, so that a repeated one is recognised. */
  save(photos: readonly Photo[], lastPhoto: string): Promise<SaveOutcome>;
}

/** The photos of a damage or of a réserve, which all other functions treat alike; `undefined` if the subject does not exist. */
export async function findPhotoSet(
  { damages, deliveries }: PhotoSetDeps,
  subject: PhotoSubject,
): Promise<StoredPhotoSet | undefined> {
  if ('damageId' in subject) {
    const damage = await damages.find(subject.uai, subject.damageId);
    return (
      damage && {
        photos: damage.photos,
        isOver: false,
        save: (photos, lastPhoto) => damages.save({ ...damage, photos, lastPhoto }),
      }
    );
  }
  const { uai, deliveryId, reserveId } = subject;
  const delivery = await deliveries.find(uai, deliveryId);
  const reserve = delivery && findReserve(delivery, reserveId);
  return (
    reserve && {
      photos: reserve.photos,
      isOver: reserve.lifted !== undefined,
      save: (photos, lastPhoto) =>
        deliveries.save({ ...withReservePhotos(delivery, reserveId, photos), lastPhoto }),
    }
  );
}

/** Twice the attempts of an act: the six photos of a subject arrive together, each in its own run. */
const maxAttempts = 10;

export interface PhotosChange {
  /** Names the write: see `StoredPhotoSet.save`. */
  readonly lastPhoto: string;
  /** `undefined` when the subject takes no such photo, the same array when there is nothing to write. */
  readonly apply: (photoSet: PhotoSet) => readonly Photo[] | undefined;
}

/**
 * Changes the photos of a subject, whatever else is written to it at the same time; `undefined` if it does not exist or
 * `apply` refuses. It is not `changeStored`: a photo is no act of a person, so it has no line in the journal, expects no
 * version, and must leave `lastIdempotencyKey` to the last act.
 */
export async function changePhotos(
  deps: PhotoSetDeps,
  subject: PhotoSubject,
  { lastPhoto, apply }: PhotosChange,
): Promise<readonly Photo[] | undefined> {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const photoSet = await findPhotoSet(deps, subject);
    const photos = photoSet && apply(photoSet);
    if (!photos || photos === photoSet.photos) return photos;
    if ((await photoSet.save(photos, lastPhoto)) === 'saved') return photos;
  }
  throw new Error(`Lost the race for a write of photos ${maxAttempts} times`);
}

/** Records the state of a photo; false if its subject does not exist or takes no more photos. */
export async function markPhoto(
  deps: PhotoSetDeps,
  ref: PhotoRef,
  state: PhotoState,
): Promise<boolean> {
  const { photoId: id } = ref;
  const photos = await changePhotos(deps, ref, {
    lastPhoto: `photo ${id} ${state}`,
    apply: (photoSet) =>
      photoSet.photos.some((photo) => photo.id === id && photo.state === state)
        ? photoSet.photos
        : withPhoto(photoSet, { id, state }),
  });
  return photos !== undefined;
}

export interface OfferPhotoCommand extends UploadTerms {
  readonly of: PhotoSubject;
  readonly by: Person;
}

export type OfferPhotoResult =
  | { readonly kind: 'offered'; readonly photoId: string; readonly form: UploadForm }
  /** It has as many photos as it may have. */
  | { readonly kind: 'full' }
  /** It takes no photo any more: a lifted réserve. */
  | { readonly kind: 'over' }
  /** "No such subject" and "not theirs" give the same answer, so that neither can be probed. */
  | { readonly kind: 'forbidden' };

/** The form that uploads one photo. Writes nothing: the photo is recorded once it has arrived. */
export async function offerPhoto(
  deps: PhotoSetDeps & Pick<Deps, 'photos' | 'newId'>,
  { of, by, ...terms }: OfferPhotoCommand,
): Promise<OfferPhotoResult> {
  const photoSet = canActFor(by, of.uai) ? await findPhotoSet(deps, of) : undefined;
  if (!photoSet) return { kind: 'forbidden' };
  if (photoSet.isOver) return { kind: 'over' };
  if (isFull(photoSet)) return { kind: 'full' };
  const photoId = deps.newId();
  const form = await deps.photos.uploadForm({ ...of, photoId }, terms);
  return { kind: 'offered', photoId, form };
}

export interface ShownPhoto extends Photo {
  /** Opens the photo for ten minutes; absent until it is ready. */
  readonly link?: string | undefined;
}

/** Adds the links. The caller has checked that the person may see the photos. */
export async function showPhotos(
  { photos: store }: { readonly photos: Pick<Deps['photos'], 'viewLink'> },
  subject: PhotoSubject,
  photos: readonly Photo[],
): Promise<readonly ShownPhoto[]> {
  return Promise.all(
    photos.map(async (photo) => {
      if (photo.state !== 'ready') return photo;
      return { ...photo, link: await store.viewLink({ ...subject, photoId: photo.id }) };
    }),
  );
}

export type ProcessPhotoResult =
  | { readonly kind: 'ready' }
  /** The upload is not there: an earlier run has processed it. */
  | { readonly kind: 'gone' }
  /** Its subject does not exist or takes no more photos. */
  | { readonly kind: 'unwanted' }
  | Exclude<PhotoParseResult, { readonly kind: 'clean' }>;

/** Turns an upload into a photo that can be shown, or refuses it. Safe to repeat after a failure. */
export async function processPhoto(
  deps: PhotoSetDeps &
    Pick<Deps, 'photos'> & {
      /** Finds the type of the image in its bytes and removes its metadata. */
      readonly stripMetadata: (bytes: Uint8Array) => PhotoParseResult;
    },
  ref: PhotoRef,
): Promise<ProcessPhotoResult> {
  const bytes = await deps.photos.read(ref);
  if (!bytes) return { kind: 'gone' };
  const parsed = deps.stripMetadata(bytes);
  const state = parsed.kind === 'clean' ? 'ready' : 'refused';
  const photoSet = await findPhotoSet(deps, ref);
  const isWanted = photoSet && withPhoto(photoSet, { id: ref.photoId, state }) !== undefined;
  // Written before it is marked, so that a photo marked as ready can be shown.
  if (isWanted && parsed.kind === 'clean') await deps.photos.write(ref, parsed);
  const isMarked = isWanted && (await markPhoto(deps, ref, state));
  // The upload is removed last, so that a run that fails before this line can be repeated.
  await deps.photos.remove(ref);
  if (!isMarked) return { kind: 'unwanted' };
  return parsed.kind === 'clean' ? { kind: 'ready' } : parsed;
}
