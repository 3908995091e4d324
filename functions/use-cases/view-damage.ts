import type { Damage, Photo } from '../domain/damage.ts';
import type { Person } from '../domain/person.ts';
import type { Uai } from '../domain/uai.ts';
import { makeOpenDamage, type OpenedDamage } from './open-damage.ts';
import type { DamageStore, DepartementStore, PhotoStore } from './ports.ts';

export interface DamageFile extends OpenedDamage {
  readonly photos: readonly ShownPhoto[];
}

export interface ShownPhoto extends Photo {
  /** Opens it for ten minutes, once it is ready. */
  readonly link?: string | undefined;
}

/** `undefined`: there is none, or it is not theirs to see. */
export type ViewDamage = (
  which: { readonly uai: Uai; readonly id: string },
  by: Person,
) => Promise<DamageFile | undefined>;

/** One damage with its photos, for its collège and for the service Éducation. */
export function makeViewDamage(deps: {
  readonly departement: DepartementStore;
  readonly damages: DamageStore;
  readonly photos: PhotoStore;
}): ViewDamage {
  const openDamage = makeOpenDamage(deps);

  async function shown({ uai, id, photos }: Damage): Promise<readonly ShownPhoto[]> {
    return Promise.all(
      photos.map(async (photo) => {
        if (photo.state !== 'ready') return photo;
        return {
          ...photo,
          link: await deps.photos.viewLink({ uai, damageId: id, photoId: photo.id }),
        };
      }),
    );
  }

  return async (which, by) => {
    const opened = await openDamage(which, by);
    return opened && { ...opened, photos: await shown(opened.damage) };
  };
}
