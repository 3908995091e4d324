import * as z from 'zod';
import type { DeliveryStore } from '../use-cases/ports.ts';
import { collegePk, deliveryKey, deliveryPrefix } from './keys.ts';
import { storedUai } from './stored-uai.ts';
import { type Table, under } from './table.ts';

const storedDelivery = z.object({
  id: z.string(),
  uai: storedUai,
  state: z.enum([
    'planned',
    'postponed',
    'on-its-way',
    'arrived',
    'installed',
    'closed',
    'cancelled',
  ]),
  lockers: z.int(),
  expected: z.object({ from: z.string(), to: z.string() }),
  arrivedOn: z.string().optional(),
});

export function makeDeliveryStore(table: Table): DeliveryStore {
  return {
    async listOf(uai) {
      const items = await table.query(under(collegePk(uai), deliveryPrefix));
      const deliveries = items.map((item) => storedDelivery.parse(item));
      return deliveries.toSorted((a, b) => a.expected.from.localeCompare(b.expected.from));
    },

    async add(delivery) {
      const { uai, id } = delivery;
      await table.putNext({ ...deliveryKey(uai, id), ...delivery, version: 1 });
    },
  };
}
