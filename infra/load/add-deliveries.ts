import { readUai } from '../../functions/domain/colleges/uai.ts';
import type { Delivery } from '../../functions/domain/deliveries/delivery.ts';
import type { DeliveryStore } from '../../functions/use-cases/ports.ts';
import type { Departement } from '../departement.ts';

/** What loads them, as an opening: those that were loaded by an earlier version have none. */
const opening = 'loaded';

/**
 * What had been ordered before the counter opened. Those that are there already stay as they are. They have no journal:
 * the counter saw nothing of what happened, and nobody is written to.
 */
export async function addDeliveries(
  store: DeliveryStore,
  deliveries: Departement['deliveries'],
): Promise<void> {
  for (const { uai: code, ...delivery } of deliveries) {
    const reading = readUai(code);
    if (reading.kind !== 'uai') throw new Error(`Delivery ${delivery.id}: UAI ${reading.kind}`);
    const { uai } = reading;
    const stored = await store.find(uai, delivery.id);
    if (!stored) await store.save({ ...loaded, ...delivery, uai });
    // Without an opening it is in no index, and no night would see it be late.
    else if (!stored.lastOpening) await store.save({ ...stored, opening, lastOpening: opening });
  }
}

const loaded: Pick<
  Delivery,
  'receipts' | 'version' | 'opening' | 'lastOpening' | 'journal' | 'orderNumber'
> = { receipts: [], version: 0, opening, lastOpening: opening, journal: [], orderNumber: '' };
