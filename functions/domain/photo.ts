import type { ChatChannel } from './act.ts';
import type { Uai } from './uai.ts';

export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoType = (typeof photoTypes)[number];

/** By which name a chat may hold a photo for us. */
export const longestFile = 2000;

export const photoLimits = { bytes: 10_000_000, perThing: 6 } as const;

export const photoStates = ['waiting', 'ready', 'refused'] as const;
export type PhotoState = (typeof photoStates)[number];

export interface Photo {
  readonly id: string;
  readonly state: PhotoState;
  /** Where a chat still holds it, by the chat's own id, until it is carried here. */
  readonly from?: PhotoSource | undefined;
}

export interface PhotoSource {
  readonly channel: ChatChannel;
  readonly file: string;
}

/** A thing that has photos: a damage, or a réserve of a delivery. */
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

/** Names one photo of one thing, through every store. */
export type PhotoRef = PhotoSubject & { readonly photoId: string };

/** What can be shown: of a known type, and telling nothing but what is seen on it. */
export interface CleanPhoto {
  readonly type: PhotoType;
  readonly bytes: Uint8Array;
}

export type PhotoParseResult =
  | ({ readonly kind: 'clean' } & CleanPhoto)
  /** What iPhones make unless told otherwise; few browsers show it. */
  | { readonly kind: 'heic' }
  | { readonly kind: 'not-a-photo' }
  /** Cut short, or against the rules of its own format. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'too-large' };

/** The photos of one thing. */
export interface PhotoSet {
  readonly photos: readonly Photo[];
  /** Nothing more is to be shown there: no photo comes to those that it has. */
  readonly isOver: boolean;
}

const kept = ({ photos }: PhotoSet): readonly Photo[] =>
  photos.filter(({ state }) => state !== 'refused');

export const isFull = (photoSet: PhotoSet): boolean =>
  kept(photoSet).length >= photoLimits.perThing;

/**
 * The photos once this one is added or replaced, without those refused before; `undefined` when there is no room for
 * another. A photo that was there already can always be replaced.
 */
export function withPhoto(photoSet: PhotoSet, photo: Photo): readonly Photo[] | undefined {
  const { photos, isOver } = photoSet;
  if (photos.some(({ id }) => id === photo.id)) {
    return photos.map((each) =>
      each.id === photo.id ? { ...each, from: undefined, ...photo } : each,
    );
  }
  return isOver || isFull(photoSet) ? undefined : [...kept(photoSet), photo];
}
