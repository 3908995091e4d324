import type { ChatChannel } from './act.ts';
import type { Uai } from './uai.ts';

export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoType = (typeof photoTypes)[number];

/** Longest id or address under which a chat holds a photo, in characters. */
export const maxFileLength = 2000;

export const photoLimits = { bytes: 10_000_000, perSubject: 6 } as const;

export const photoStates = ['waiting', 'ready', 'refused'] as const;
export type PhotoState = (typeof photoStates)[number];

export interface Photo {
  readonly id: string;
  readonly state: PhotoState;
  /** The chat that still holds the file, until it is imported. */
  readonly from?: PhotoSource | undefined;
}

export interface PhotoSource {
  readonly channel: ChatChannel;
  /** The chat's own id or address of the file. */
  readonly file: string;
}

/** What photos belong to: a damage, or a réserve of a delivery. */
export type PhotoSubject = DamagePhotoSubject | ReservePhotoSubject;

export interface DamagePhotoSubject {
  readonly uai: Uai;
  readonly damageId: string;
}

export interface ReservePhotoSubject {
  readonly uai: Uai;
  readonly deliveryId: string;
  readonly reserveId: string;
}

/** Identifies one photo in every store. */
export type PhotoRef = PhotoSubject & { readonly photoId: string };

/** A photo that can be shown: of a known type, without metadata. */
export interface CleanPhoto {
  readonly type: PhotoType;
  readonly bytes: Uint8Array;
}

export type PhotoParseResult =
  | ({ readonly kind: 'clean' } & CleanPhoto)
  /** The default format of iPhones; few browsers show it. */
  | { readonly kind: 'heic' }
  | { readonly kind: 'not-a-photo' }
  /** Truncated, or not valid in its own format. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'too-large' };

/** The photos of one subject. */
export interface PhotoSet {
  readonly photos: readonly Photo[];
  /** The subject is closed: it takes no new photo. */
  readonly isOver: boolean;
}

const withoutRefused = ({ photos }: PhotoSet): readonly Photo[] =>
  photos.filter(({ state }) => state !== 'refused');

export const isFull = (photoSet: PhotoSet): boolean =>
  withoutRefused(photoSet).length >= photoLimits.perSubject;

/**
 * The photos with this one added or updated; `undefined` when the subject takes no new photo. A photo that the set has
 * already is always updated. Adding one drops those that were refused.
 */
export function withPhoto(photoSet: PhotoSet, photo: Photo): readonly Photo[] | undefined {
  const { photos, isOver } = photoSet;
  if (photos.some(({ id }) => id === photo.id)) {
    return photos.map((each) =>
      each.id === photo.id ? { ...each, from: undefined, ...photo } : each,
    );
  }
  return isOver || isFull(photoSet) ? undefined : [...withoutRefused(photoSet), photo];
}
