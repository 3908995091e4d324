import type { Damage, Photo } from './damage.ts';
import type { Uai } from './uai.ts';

export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoType = (typeof photoTypes)[number];

export const photoLimits = { bytes: 10_000_000, perDamage: 6 } as const;

/** Names one photo of one damage, through every store. */
export interface PhotoRef {
  readonly uai: Uai;
  readonly damageId: string;
  readonly photoId: string;
}

/** What can be shown: of a known type, and telling nothing but what is seen on it. */
export interface CleanPhoto {
  readonly type: PhotoType;
  readonly bytes: Uint8Array;
}

export type PhotoReading =
  | ({ readonly kind: 'clean' } & CleanPhoto)
  /** What iPhones make unless told otherwise; few browsers show it. */
  | { readonly kind: 'heic' }
  | { readonly kind: 'not-a-photo' }
  /** Cut short, or against the rules of its own format. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'too-large' };

const kept = ({ photos }: Damage): readonly Photo[] =>
  photos.filter(({ state }) => state !== 'refused');

export const mayHaveAnotherPhoto = (damage: Damage): boolean =>
  kept(damage).length < photoLimits.perDamage;

/**
 * The damage with that photo as it now stands, those refused before left out; `undefined` when it has all that it may
 * have.
 */
export function withPhoto(damage: Damage, photo: Photo): Damage | undefined {
  if (damage.photos.some(({ id }) => id === photo.id)) {
    return {
      ...damage,
      photos: damage.photos.map((each) => (each.id === photo.id ? photo : each)),
    };
  }
  return mayHaveAnotherPhoto(damage) ? { ...damage, photos: [...kept(damage), photo] } : undefined;
}
