import type { Photo } from '../damages/photo.ts';
import type { Delivery } from './delivery.ts';
import type { Reserve } from './receipt.ts';

/** Refused receipts have no réserves: a delivery has at most one of each name. */
export function findReserve(
  { receipts }: Pick<Delivery, 'receipts'>,
  reserveId: string,
): Reserve | undefined {
  return receipts.flatMap(({ reserves }) => reserves).find(({ id }) => id === reserveId);
}

/** The delivery with those photos of that réserve, and no line of its journal more. */
export function withReservePhotos(
  delivery: Delivery,
  reserveId: string,
  photos: readonly Photo[],
): Delivery {
  const receipts = delivery.receipts.map((receipt) => ({
    ...receipt,
    reserves: receipt.reserves.map((reserve) =>
      reserve.id === reserveId ? { ...reserve, photos } : reserve,
    ),
  }));
  return { ...delivery, receipts };
}
