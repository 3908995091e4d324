import type { Album, Photo, Pictured } from '../../domain/damages/photo.ts';
import { findReserve, withReservePhotos } from '../../domain/deliveries/reserve-photos.ts';
import type { DamageStore, DeliveryStore, SaveOutcome } from '../ports.ts';

export interface AlbumDeps {
  readonly damages: DamageStore;
  readonly deliveries: DeliveryStore;
}

export interface StoredAlbum extends Album {
  /** Writes these photos over what was read. `lastPhoto`: token of this write, the same one twice is one. */
  save(photos: readonly Photo[], lastPhoto: string): Promise<SaveOutcome>;
}

/** `undefined`: there is no such thing. */
export type FindAlbum = (which: Pictured) => Promise<StoredAlbum | undefined>;

/** Finds the album of a damage as that of a réserve: what becomes of photos is the same. */
export function makeFindAlbum({ damages, deliveries }: AlbumDeps): FindAlbum {
  return async (which) => {
    if ('damageId' in which) {
      const damage = await damages.find(which.uai, which.damageId);
      return (
        damage && {
          photos: damage.photos,
          isOver: false,
          save: (photos, lastPhoto) => damages.save({ ...damage, photos, lastPhoto }),
        }
      );
    }
    const { uai, deliveryId, reserveId } = which;
    const delivery = await deliveries.find(uai, deliveryId);
    const reserve = delivery && findReserve(delivery, reserveId);
    return (
      reserve && {
        photos: reserve.photos,
        isOver: reserve.lifted !== undefined,
        save: (photos, lastPhoto) =>
          deliveries.save({ ...withReservePhotos(delivery, reserveId, photos), lastPhoto }),
      }
    );
  };
}
