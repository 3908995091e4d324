import type { Uai } from '../../domain/colleges/uai.ts';
import { type Photo, type PhotoSource, withPhoto } from '../../domain/damages/photo.ts';
import { maySpeakFor, type Person } from '../../domain/people/person.ts';
import { type AlbumDeps, makeFindAlbum, type StoredAlbum } from './find-album.ts';

export interface AddPhotosDeps extends AlbumDeps {
  /** The same short id for the same token, always. */
  readonly damageIdFrom: (token: string) => string;
}

export interface AddPhotosCommand {
  readonly uai: Uai;
  readonly id: string;
  readonly by: Person;
  /** Token of the message they came with: the same one twice brings the same photos. */
  readonly opening: string;
  /** Photos that a chat holds for us. */
  readonly photos: readonly PhotoSource[];
}

export type AddPhotosOutcome =
  /** `leftOut`: so many had no place any more. */
  | { readonly kind: 'added'; readonly added: number; readonly leftOut: number }
  /** There is none of that id, or it is not theirs: nobody learns which. */
  | { readonly kind: 'not-yours' };

export type AddPhotos = (command: AddPhotosCommand) => Promise<AddPhotosOutcome>;

/** Everybody's writes to one damage at the same moment are few. */
const attempts = 10;

/** Says of a damage that photos which a chat holds are on their way: the journal has them fetched. */
export function makeAddPhotos({ damageIdFrom, ...deps }: AddPhotosDeps): AddPhotos {
  const findAlbum = makeFindAlbum(deps);
  return async ({ uai, id: damageId, by, opening, photos }) => {
    const waiting = photos.map(
      (from, index): Photo => ({
        id: damageIdFrom(`${opening} photo ${index}`),
        state: 'waiting',
        from,
      }),
    );
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const album = maySpeakFor(by, uai) ? await findAlbum({ uai, damageId }) : undefined;
      if (!album) return { kind: 'not-yours' };
      const changed = waiting.reduce(withNew, album);
      const added = waiting.filter((photo) => has(changed, photo)).length;
      const done = { kind: 'added', added, leftOut: waiting.length - added } as const;
      if (changed === album) return done;
      if ((await album.save(changed.photos, `photos ${opening}`)) === 'saved') return done;
    }
    throw new Error('The damage of some photos is written to without a pause');
  };
}

const has = ({ photos }: StoredAlbum, { id }: Photo): boolean =>
  photos.some((each) => each.id === id);

/** One that is there already stands as it does. */
function withNew(album: StoredAlbum, photo: Photo): StoredAlbum {
  const photos = has(album, photo) ? undefined : withPhoto(album, photo);
  return photos ? { ...album, photos } : album;
}
