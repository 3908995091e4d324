import type { Uai } from '../domain/colleges/uai.ts';
import type { Delivery } from '../domain/deliveries/delivery.ts';
import type { DeliveryStore } from '../use-cases/ports.ts';
import { isSameWrite } from './is-same-write.ts';
import { changesIndexKey, collegePk, deliveriesDay, deliveryKey, deliveryPrefix } from './keys.ts';
import { listChanged } from './list-changed.ts';
import { storedDelivery } from './stored-delivery.ts';
import { type Item, type Table, under } from './table.ts';

export function makeDeliveryStore(table: Table, now: () => Date): DeliveryStore {
  const read = (item: Item): Delivery => storedDelivery.parse(item);

  async function find(uai: Uai, id: string) {
    const item = await table.get(deliveryKey(uai, id));
    return item && read(item);
  }

  return {
    find,

    async listOf(uai) {
      const items = await table.query(under(collegePk(uai), deliveryPrefix));
      return items.map(read).toSorted((a, b) => a.expected.from.localeCompare(b.expected.from));
    },

    async save(delivery) {
      const { uai, id } = delivery;
      const version = delivery.version + 1;
      const item = {
        ...deliveryKey(uai, id),
        ...changesIndexKey(deliveriesDay, now().toISOString()),
        ...delivery,
        version,
      };
      if ((await table.putNext(item)) === 'put') return 'saved';
      const stored = await find(uai, id);
      return stored?.version === version && isSameWrite(stored, delivery) ? 'saved' : 'stale';
    },

    async listChanged(from, until) {
      const items = await listChanged(table, deliveriesDay, { from, until });
      return items.map(read);
    },
  };
}
