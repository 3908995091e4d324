import type { Damage, Photo, PhotoSource } from '../domain/damage.ts';
import { maySpeakFor, type Person } from '../domain/person.ts';
import { withPhoto } from '../domain/photo.ts';
import type { Uai } from '../domain/uai.ts';
import type { DamageStore } from './ports.ts';

export interface AddPhotosDeps {
  readonly damages: Pick<DamageStore, 'find' | 'save'>;
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
export function makeAddPhotos({ damages, damageIdFrom }: AddPhotosDeps): AddPhotos {
  return async ({ uai, id, by, opening, photos }) => {
    const waiting = photos.map(
      (from, index): Photo => ({
        id: damageIdFrom(`${opening} photo ${index}`),
        state: 'waiting',
        from,
      }),
    );
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const damage = maySpeakFor(by, uai) ? await damages.find(uai, id) : undefined;
      if (!damage) return { kind: 'not-yours' };
      const changed = waiting.reduce(withNew, damage);
      const added = waiting.filter((photo) => has(changed, photo)).length;
      const done = { kind: 'added', added, leftOut: waiting.length - added } as const;
      if (changed === damage) return done;
      if ((await damages.save({ ...changed, lastOpening: `photos ${opening}` })) === 'saved') {
        return done;
      }
    }
    throw new Error('The damage of some photos is written to without a pause');
  };
}

const has = ({ photos }: Damage, { id }: Photo): boolean => photos.some((each) => each.id === id);

/** One that is there already stands as it does. */
function withNew(damage: Damage, photo: Photo): Damage {
  return has(damage, photo) ? damage : (withPhoto(damage, photo) ?? damage);
}
