import { findReserve, withReservePhotos } from '../domain/deliveries/transitions.ts';
import { canActFor, type Person } from '../domain/people/person.ts';
import {
  isFull,
  type Photo,
  type PhotoParseResult,
  type PhotoRef,
  type PhotoSet,
  type PhotoSubject,
  withPhoto,
} from '../domain/photo.ts';
import type {
  DamageStore,
  DeliveryStore,
  PhotoStore,
  SaveOutcome,
  UploadForm,
  UploadTerms,
} from './ports.ts';

export interface PhotoSetDeps {
  readonly damages: DamageStore;
  readonly deliveries: DeliveryStore;
}

export interface StoredPhotoSet extends PhotoSet {
  /** Writes these photos over what was read. `lastPhoto`: token of this write, the same one twice is one. */
  save(photos: readonly Photo[], lastPhoto: string): Promise<SaveOutcome>;
}

/** `undefined`: there is no such thing. */
export type FindPhotoSet = (key: PhotoSubject) => Promise<StoredPhotoSet | undefined>;

/** Finds the album of a damage as that of a réserve: what becomes of photos is the same. */
export function createPhotoSetFinder({ damages, deliveries }: PhotoSetDeps): FindPhotoSet {
  return async (key) => {
    if ('damageId' in key) {
      const damage = await damages.find(key.uai, key.damageId);
      return (
        damage && {
          photos: damage.photos,
          isOver: false,
          save: (photos, lastPhoto) => damages.save({ ...damage, photos, lastPhoto }),
        }
      );
    }
    const { uai, deliveryId, reserveId } = key;
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
  };
}

/** Everybody's writes to one thing at the same moment are few. */
const attempts = 10;

export type MarkPhoto = (ref: PhotoRef, state: Photo['state']) => Promise<boolean>;

/** Says of its thing that the photo stands so, whatever else is written there meanwhile; false if it has no place for it. */
export function makeMarkPhoto(findPhotoSet: FindPhotoSet): MarkPhoto {
  return async (ref, state) => {
    const { photoId: id } = ref;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const photoSet = await findPhotoSet(ref);
      const photos = photoSet && withPhoto(photoSet, { id, state });
      if (!photos) return false;
      if (photoSet.photos.some((photo) => photo.id === id && photo.state === state)) return true;
      if ((await photoSet.save(photos, `photo ${id} ${state}`)) === 'saved') return true;
    }
    throw new Error('The thing of a photo is written to without a pause');
  };
}

export interface OfferPhotoDeps extends PhotoSetDeps {
  readonly photos: PhotoStore;
  readonly newId: () => string;
}

export interface OfferPhotoCommand extends UploadTerms {
  readonly of: PhotoSubject;
  readonly by: Person;
}

export type OfferPhotoOutcome =
  | { readonly kind: 'offered'; readonly photoId: string; readonly form: UploadForm }
  /** It has all that it may have. */
  | { readonly kind: 'full' }
  /** Nothing more is to be shown there, such as of a réserve that is lifted. */
  | { readonly kind: 'over' }
  /** No such thing, or not theirs: nobody learns which. */
  | { readonly kind: 'forbidden' };

export type OfferPhoto = (command: OfferPhotoCommand) => Promise<OfferPhotoOutcome>;

/** The form that adds one photo to a thing. Writes nothing: a photo is there once it has arrived. */
export function makeOfferPhoto({ photos, newId, ...deps }: OfferPhotoDeps): OfferPhoto {
  const findPhotoSet = createPhotoSetFinder(deps);
  return async ({ of, by, ...terms }) => {
    const photoSet = canActFor(by, of.uai) ? await findPhotoSet(of) : undefined;
    if (!photoSet) return { kind: 'forbidden' };
    if (photoSet.isOver) return { kind: 'over' };
    if (isFull(photoSet)) return { kind: 'full' };
    const photoId = newId();
    const form = await photos.uploadForm({ ...of, photoId }, terms);
    return { kind: 'offered', photoId, form };
  };
}

export interface ShownPhoto extends Photo {
  /** Opens it for ten minutes, once it is ready. */
  readonly link?: string | undefined;
}

/** Photos of a thing, to somebody who may see them: that is its caller's to judge. */
export function makeShowPhotos(store: Pick<PhotoStore, 'viewLink'>) {
  return (of: PhotoSubject, photos: readonly Photo[]): Promise<readonly ShownPhoto[]> =>
    Promise.all(
      photos.map(async (photo) => {
        if (photo.state !== 'ready') return photo;
        return { ...photo, link: await store.viewLink({ ...of, photoId: photo.id }) };
      }),
    );
}

export interface ProcessPhotoDeps extends PhotoSetDeps {
  readonly photos: PhotoStore;
  /** Tells what the bytes are, and strips from them what is not seen. */
  readonly clean: (bytes: Uint8Array) => PhotoParseResult;
}

export interface ProcessPhotoResult {
  /** `gone`: it was taken in before. `unwanted`: its thing is not there, takes no more, or has all its photos. */
  readonly kind: Exclude<PhotoParseResult['kind'], 'clean'> | 'ready' | 'gone' | 'unwanted';
}

export type ProcessPhoto = (photo: PhotoRef) => Promise<ProcessPhotoResult>;

/** Makes of what was uploaded a photo that can be shown, or refuses it. The same one twice is one. */
export function createPhotoProcessor({ photos, clean, ...deps }: ProcessPhotoDeps): ProcessPhoto {
  const findPhotoSet = createPhotoSetFinder(deps);
  const mark = makeMarkPhoto(findPhotoSet);

  return async (ref) => {
    const bytes = await photos.read(ref);
    if (!bytes) return { kind: 'gone' };
    const parsed = clean(bytes);
    const photo: Photo = {
      id: ref.photoId,
      state: parsed.kind === 'clean' ? 'ready' : 'refused',
    };
    const photoSet = await findPhotoSet(ref);
    const isWanted = photoSet !== undefined && withPhoto(photoSet, photo) !== undefined;
    // Written first: what is marked can be shown.
    if (isWanted && parsed.kind === 'clean') await photos.write(ref, parsed);
    const isMarked = isWanted && (await mark(ref, photo.state));
    // Removed last: until then an attempt that dies is made again.
    await photos.remove(ref);
    if (!isMarked) return { kind: 'unwanted' };
    return { kind: parsed.kind === 'clean' ? 'ready' : parsed.kind };
  };
}
