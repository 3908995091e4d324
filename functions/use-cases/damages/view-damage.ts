import type { Uai } from '../../domain/colleges/uai.ts';
import type { Person } from '../../domain/people/person.ts';
import { makeShowPhotos, type ShownPhoto } from '../photos/show-photos.ts';
import type { DamageStore, DepartementStore, PhotoStore } from '../ports.ts';
import { makeOpenDamage, type OpenedDamage } from './open-damage.ts';

export interface DamageFile extends OpenedDamage {
  readonly photos: readonly ShownPhoto[];
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
  const showPhotos = makeShowPhotos(deps.photos);

  return async (which, by) => {
    const opened = await openDamage(which, by);
    if (!opened) return undefined;
    const { uai, id: damageId, photos } = opened.damage;
    return { ...opened, photos: await showPhotos({ uai, damageId }, photos) };
  };
}
