import * as z from 'zod';
import { damageParts } from '../../domain/damages/damage.ts';
import { type Delivery, deliveryActs, slots } from '../../domain/deliveries/delivery.ts';
import { verdicts } from '../../domain/deliveries/receipt.ts';
import { lockerOwners, takebackRoutes } from '../../domain/deliveries/takeback.ts';
import type { Uai } from '../../domain/uai.ts';
import type { DeliveryStore } from '../../use-cases/ports.ts';
import { storedPhotos, storedRange } from './damages.ts';
import { changesIndexKey, collegePk, deliveriesDay, deliveryKey, deliveryPrefix } from './keys.ts';
import { storedJournal, storedUai } from './schemas.ts';
import { type Item, isSameWrite, listChanged, type Table, under } from './table.ts';

const count = z.lazy(() => z.int().min(0));
const channel = z.lazy(() => z.enum(['slack', 'teams', 'web', 'webhook']));

export const storedDeliveryState = z.lazy(() =>
  z.enum(['planned', 'postponed', 'on-its-way', 'arrived', 'installed', 'closed', 'cancelled']),
);

export const storedExpectedDate = z.lazy(() =>
  z.object({
    from: z.string(),
    to: z.string(),
    slot: z.enum(slots).optional(),
  }),
);

const storedReserve = z.lazy(() =>
  z.object({
    id: z.string(),
    about: z.enum(['count', 'lockers']),
    lockers: z.array(storedRange),
    lockersUnnumbered: count,
    lockersCount: count,
    parts: z.array(z.enum(damageParts)),
    description: z.string(),
    // Those noted before they could have any have none.
    photos: storedPhotos.default([]),
    lifted: z.object({ at: z.string(), who: z.string(), note: z.string().optional() }).optional(),
  }),
);

export const storedReceipt = z.lazy(() =>
  z.object({
    counted: count,
    announced: count,
    verdict: z.enum(verdicts),
    reserves: z.array(storedReserve),
    comment: z.string(),
    signedName: z.string(),
    signedRole: z.string(),
    arrivedOn: z.string(),
    signedAt: z.string(),
    by: z.string(),
    channel,
    idempotencyKey: z.string(),
  }),
);

const storedTakeback = z.lazy(() =>
  z.object({
    lockers: count,
    owner: z.enum(lockerOwners),
    route: z.enum(takebackRoutes),
    boardActOn: z.string(),
    collectedOn: z.string(),
    forWelding: count,
  }),
);

export const storedDelivery = z.lazy(() =>
  z.object({
    id: z.string(),
    uai: storedUai,
    state: storedDeliveryState,
    lockers: count,
    expected: storedExpectedDate,
    arrivedOn: z.string().optional(),
    installed: z.object({ on: z.string(), team: z.string() }).optional(),
    takeback: storedTakeback.optional(),
    version: z.int(),
    // Deliveries loaded before they had a life of their own have none of these.
    orderNumber: z.string().default(''),
    receipts: z.array(storedReceipt).default([]),
    idempotencyKey: z.string().default(''),
    lastIdempotencyKey: z.string().default(''),
    lastPhoto: z.string().optional(),
    journal: storedJournal(deliveryActs, {
      note: z.string().optional(),
      reserveId: z.string().optional(),
    }).default([]),
  }),
);

export function createDeliveryStore(table: Table, now: () => Date): DeliveryStore {
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
      return stored?.version === version && isSameWrite(stored, delivery) ? 'saved' : 'conflict';
    },

    async listChanged(from, until) {
      const items = await listChanged(table, deliveriesDay, { from, until });
      return items.map(read);
    },
  };
}
