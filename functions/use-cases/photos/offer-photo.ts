import { isFull, type Pictured } from '../../domain/damages/photo.ts';
import { maySpeakFor, type Person } from '../../domain/people/person.ts';
import type { PhotoStore, UploadForm, UploadTerms } from '../ports.ts';
import { type AlbumDeps, makeFindAlbum } from './find-album.ts';

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
