import { findReserve, withReservePhotos } from '../domain/deliveries/transitions.ts';
import { maySpeakFor, type Person } from '../domain/people/person.ts';
import {
  type Album,
  isFull,
  type Photo,
  type PhotoReading,
  type PhotoRef,
  type Pictured,
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

export interface AlbumDeps {
  readonly damages: DamageStore;
  readonly deliveries: DeliveryStore;
}

export interface StoredAlbum extends Album {
  /** Writes these photos over what was read. `lastPhoto`: token of this write, the same one twice is one. */
  save(photos: readonly Photo[], lastPhoto: string): Promise<SaveOutcome>;
}

/** `undefined`: there is no such thing. */
export type FindAlbum = (which: Pictured) => Promise<StoredAlbum | undefined>;

/** Finds the album of a damage as that of a réserve: what becomes of photos is the same. */
export function makeFindAlbum({ damages, deliveries }: AlbumDeps): FindAlbum {
  return async (which) => {
    if ('damageId' in which) {
      const damage = await damages.find(which.uai, which.damageId);
      return (
        damage && {
          photos: damage.photos,
          isOver: false,
          save: (photos, lastPhoto) => damages.save({ ...damage, photos, lastPhoto }),
        }
      );
    }
    const { uai, deliveryId, reserveId } = which;
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

export interface OfferPhotoDeps extends AlbumDeps {
  readonly photos: PhotoStore;
  readonly newId: () => string;
}

export interface OfferPhotoCommand extends UploadTerms {
  readonly of: Pictured;
  readonly by: Person;
}

export type OfferPhotoOutcome =
  | { readonly kind: 'offered'; readonly photoId: string; readonly form: UploadForm }
  /** It has all that it may have. */
  | { readonly kind: 'full' }
  /** Nothing more is to be shown there, such as of a réserve that is lifted. */
  | { readonly kind: 'over' }
  /** No such thing, or not theirs: nobody learns which. */
  | { readonly kind: 'not-yours' };

export type OfferPhoto = (command: OfferPhotoCommand) => Promise<OfferPhotoOutcome>;

/** The form that adds one photo to a thing. Writes nothing: a photo is there once it has arrived. */
export function makeOfferPhoto({ photos, newId, ...deps }: OfferPhotoDeps): OfferPhoto {
  const findAlbum = makeFindAlbum(deps);
  return async ({ of, by, ...terms }) => {
    const album = maySpeakFor(by, of.uai) ? await findAlbum(of) : undefined;
    if (!album) return { kind: 'not-yours' };
    if (album.isOver) return { kind: 'over' };
    if (isFull(album)) return { kind: 'full' };
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
  return (of: Pictured, photos: readonly Photo[]): Promise<readonly ShownPhoto[]> =>
    Promise.all(
      photos.map(async (photo) => {
        if (photo.state !== 'ready') return photo;
        return { ...photo, link: await store.viewLink({ ...of, photoId: photo.id }) };
      }),
    );
}

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
