import type { Photo } from '../domain/damage.ts';
import { type PhotoReading, type PhotoRef, withPhoto } from '../domain/photo.ts';
import type { DamageStore, PhotoStore } from './ports.ts';

export interface TakeInPhotoDeps {
  readonly photos: PhotoStore;
  readonly damages: DamageStore;
  /** Tells what the bytes are, and strips from them what is not seen. */
  readonly clean: (bytes: Uint8Array) => PhotoReading;
}

export interface TakenIn {
  /** `gone`: it was taken in before. `unwanted`: its damage is not there, or has all its photos. */
  readonly kind: Exclude<PhotoReading['kind'], 'clean'> | 'ready' | 'gone' | 'unwanted';
}

export type TakeInPhoto = (photo: PhotoRef) => Promise<TakenIn>;

/** Everybody's writes to one damage at the same moment are few. */
const attempts = 10;

/** Makes of what was uploaded a photo that can be shown, or refuses it. The same one twice is one. */
export function makeTakeInPhoto({ photos, damages, clean }: TakeInPhotoDeps): TakeInPhoto {
  /** Says of the damage that the photo stands so, whatever else is written there meanwhile. */
  async function mark({ uai, damageId }: PhotoRef, photo: Photo): Promise<boolean> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const damage = await damages.find(uai, damageId);
      const changed = damage && withPhoto(damage, photo);
      if (!changed) return false;
      const lastOpening = `photo ${photo.id} ${photo.state}`;
      if (damage.lastOpening === lastOpening) return true;
      if ((await damages.save({ ...changed, lastOpening })) === 'saved') return true;
    }
    throw new Error('The damage of a photo is written to without a pause');
  }

  return async (ref) => {
    const bytes = await photos.read(ref);
    if (!bytes) return { kind: 'gone' };
    const reading = clean(bytes);
    const photo: Photo = {
      id: ref.photoId,
      state: reading.kind === 'clean' ? 'ready' : 'refused',
    };
    const damage = await damages.find(ref.uai, ref.damageId);
    const isWanted = damage !== undefined && withPhoto(damage, photo) !== undefined;
    // Written first: what is marked can be shown.
    if (isWanted && reading.kind === 'clean') await photos.write(ref, reading);
    const isMarked = isWanted && (await mark(ref, photo));
    // Removed last: until then an attempt that dies is made again.
    await photos.remove(ref);
    if (!isMarked) return { kind: 'unwanted' };
    return { kind: reading.kind === 'clean' ? 'ready' : reading.kind };
  };
}
