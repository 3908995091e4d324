import * as z from 'zod';
import { damageParts } from '../../domain/damages/damage.ts';
import {
  type Delivery,
  type DeliveryEntry,
  deliveryActs,
  deliveryStates,
  type ExpectedDate,
  slots,
} from '../../domain/deliveries/delivery.ts';
import {
  type Lifting,
  type Receipt,
  type Reserve,
  reserveSubjects,
  verdicts,
} from '../../domain/deliveries/receipt.ts';
import { lockerOwners, type Takeback, takebackRoutes } from '../../domain/deliveries/takeback.ts';
import type { Uai } from '../../domain/uai.ts';
import type { DeliveryStore } from '../../use-cases/ports.ts';
import { changesIndexKey, collegePk, deliveriesDay, deliveryKey, deliveryPrefix } from './keys.ts';
import {
  journalEntryShape,
  type Shape,
  storedChannel,
  storedCount,
  storedPhotos,
  storedRange,
  storedUai,
} from './schemas.ts';
import { type Item, isSameWrite, listChanged, type Table, under } from './table.ts';

export const storedExpectedDate = z.lazy(() =>
  z.object({
    from: z.string(),
    to: z.string(),
    slot: z.enum(slots).optional(),
  } satisfies Shape<ExpectedDate>),
);

const storedReserve = z.lazy(() =>
  z.object({
    id: z.string(),
    about: z.enum(reserveSubjects),
    lockers: z.array(storedRange),
    lockersUnnumbered: storedCount,
    lockersCount: storedCount,
    parts: z.array(z.enum(damageParts)),
    description: z.string(),
    // Réserves stored before they could have photos lack the field.
    photos: storedPhotos.default([]),
    lifted: z
      .object({
        at: z.string(),
        who: z.string(),
        note: z.string().optional(),
      } satisfies Shape<Lifting>)
      .optional(),
  } satisfies Shape<Reserve>),
);

export const storedReceipt = z.lazy(() =>
  z.object({
    counted: storedCount,
    announced: storedCount,
    verdict: z.enum(verdicts),
    reserves: z.array(storedReserve),
    comment: z.string(),
    signedName: z.string(),
    signedRole: z.string(),
    arrivedOn: z.string(),
    signedAt: z.string(),
    by: z.string(),
    channel: storedChannel,
    idempotencyKey: z.string(),
  } satisfies Shape<Receipt>),
);

const storedTakeback = z.lazy(() =>
  z.object({
    lockers: storedCount,
    owner: z.enum(lockerOwners),
    route: z.enum(takebackRoutes),
    boardActOn: z.string(),
    collectedOn: z.string(),
    forWelding: storedCount,
  } satisfies Shape<Takeback>),
);

export const storedDelivery = z.lazy(() =>
  z.object({
    id: z.string(),
    uai: storedUai,
    state: z.enum(deliveryStates),
    lockers: storedCount,
    expected: storedExpectedDate,
    arrivedOn: z.string().optional(),
    installed: z
      .object({
        on: z.string(),
        team: z.string(),
      } satisfies Shape<NonNullable<Delivery['installed']>>)
      .optional(),
    takeback: storedTakeback.optional(),
    version: z.int(),
    // Deliveries imported before the application planned them lack the fields below.
    orderNumber: z.string().default(''),
    receipts: z.array(storedReceipt).default([]),
    idempotencyKey: z.string().default(''),
    lastIdempotencyKey: z.string().default(''),
    lastPhoto: z.string().optional(),
    journal: z
      .array(
        z.object({
          ...journalEntryShape(deliveryActs),
          note: z.string().optional(),
          reserveId: z.string().optional(),
        } satisfies Shape<DeliveryEntry>),
      )
      .default([]),
  } satisfies Shape<Delivery>),
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
