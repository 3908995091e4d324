import type { Photo } from '../domain/damage.ts';
import { type PhotoRef, withPhoto } from '../domain/photo.ts';
import type { DamageStore } from './ports.ts';

/** Everybody's writes to one damage at the same moment are few. */
const attempts = 10;

export type MarkPhoto = (ref: PhotoRef, state: Photo['state']) => Promise<boolean>;

/** Says of the damage that the photo stands so, whatever else is written there meanwhile; false if it has no place for it. */
export function makeMarkPhoto(damages: DamageStore): MarkPhoto {
  return async ({ uai, damageId, photoId: id }, state) => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const damage = await damages.find(uai, damageId);
      const changed = damage && withPhoto(damage, { id, state });
      if (!changed) return false;
      const lastOpening = `photo ${id} ${state}`;
      if (damage.lastOpening === lastOpening) return true;
      if ((await damages.save({ ...changed, lastOpening })) === 'saved') return true;
    }
    throw new Error('The damage of a photo is written to without a pause');
  };
}
