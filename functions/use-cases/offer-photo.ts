import { maySpeakFor, type Person } from '../domain/person.ts';
import { mayHaveAnotherPhoto } from '../domain/photo.ts';
import type { Uai } from '../domain/uai.ts';
import type { DamageStore, PhotoStore, UploadForm, UploadTerms } from './ports.ts';

export interface OfferPhotoDeps {
  readonly damages: DamageStore;
  readonly photos: PhotoStore;
  readonly newId: () => string;
}

export interface OfferPhotoCommand extends UploadTerms {
  readonly uai: Uai;
  readonly damageId: string;
  readonly by: Person;
}

export type OfferPhotoOutcome =
  | { readonly kind: 'offered'; readonly photoId: string; readonly form: UploadForm }
  /** It has all that it may have. */
  | { readonly kind: 'full' }
  /** No such damage, or not theirs: nobody learns which. */
  | { readonly kind: 'not-yours' };

export type OfferPhoto = (command: OfferPhotoCommand) => Promise<OfferPhotoOutcome>;

/** The form that adds one photo to a damage. Writes nothing: a photo is there once it has arrived. */
export function makeOfferPhoto({ damages, photos, newId }: OfferPhotoDeps): OfferPhoto {
  return async ({ uai, damageId, by, ...terms }) => {
    const damage = maySpeakFor(by, uai) ? await damages.find(uai, damageId) : undefined;
    if (!damage) return { kind: 'not-yours' };
    if (!mayHaveAnotherPhoto(damage)) return { kind: 'full' };
    const photoId = newId();
    const form = await photos.uploadForm({ uai, damageId, photoId }, terms);
    return { kind: 'offered', photoId, form };
  };
}
