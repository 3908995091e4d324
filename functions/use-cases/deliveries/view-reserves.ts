import type { Uai } from '../../domain/colleges/uai.ts';
import type { Person } from '../../domain/people/person.ts';
import { makeShowPhotos, type ShownPhoto } from '../photos/show-photos.ts';
import type { DeliveryStore, DepartementStore, PhotoStore } from '../ports.ts';
import { type DeliveryFile, makeViewDelivery } from './view-delivery.ts';

export interface ReservesFile extends DeliveryFile {
  /** Of each réserve, by its name. */
  readonly photos: ReadonlyMap<string, readonly ShownPhoto[]>;
}

/** `undefined`: there is none, or it is not theirs to see. */
export type ViewReserves = (
  which: { readonly uai: Uai; readonly id: string },
  by: Person,
) => Promise<ReservesFile | undefined>;

/** One delivery with the photos of its réserves, for its collège and for the service Éducation. */
export function makeViewReserves(deps: {
  readonly departement: DepartementStore;
  readonly deliveries: DeliveryStore;
  readonly photos: PhotoStore;
}): ViewReserves {
  const viewDelivery = makeViewDelivery(deps);
  const showPhotos = makeShowPhotos(deps.photos);

  return async (which, by) => {
    const file = await viewDelivery(which, by);
    if (!file) return undefined;
    const { uai, id: deliveryId, receipts } = file.delivery;
    const shown = receipts
      .flatMap(({ reserves }) => reserves)
      .map(async ({ id: reserveId, photos }) => {
        const links = await showPhotos({ uai, deliveryId, reserveId }, photos);
        return [reserveId, links] as const;
      });
    return { ...file, photos: new Map(await Promise.all(shown)) };
  };
}
