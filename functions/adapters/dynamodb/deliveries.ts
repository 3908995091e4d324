import * as z from 'zod';
import { damageParts } from '../../domain/damages/damage.ts';
import { schoolYearOf } from '../../domain/dates.ts';
import {
  type Delivery,
  type DeliveryEntry,
  deliveryActs,
  deliveryStates,
  type ExpectedDate,
  isOpen,
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
import type { DeliveryStore } from '../../use-cases/ports.ts';
import {
  changesIndexKey,
  collegePk,
  deliveriesDay,
  deliveryKey,
  deliveryPrefix,
  type IndexKeys,
  idsOf,
  openDeliveries,
} from './keys.ts';
import {
  journalEntryShape,
  type Shape,
  schemaVersions,
  storedChannel,
  storedCount,
  storedPhotos,
  storedRange,
  storedUai,
} from './schemas.ts';
import { listChanged, listOpen, type Table, under } from './table.ts';
import { createVersionedStore } from './versioned-store.ts';

export const storedExpectedDate = z.lazy(() =>
  z.looseObject({
    from: z.string(),
    to: z.string(),
    slot: z.enum(slots).optional(),
  } satisfies Shape<ExpectedDate>),
);

const storedReserve = z.lazy(() =>
  z.looseObject({
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
      .looseObject({
        at: z.string(),
        who: z.string(),
        note: z.string().optional(),
      } satisfies Shape<Lifting>)
      .optional(),
  } satisfies Shape<Reserve>),
);

export const storedReceipt = z.lazy(() =>
  z.looseObject({
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
  z.looseObject({
    lockers: storedCount,
    owner: z.enum(lockerOwners),
    route: z.enum(takebackRoutes),
    boardActOn: z.string(),
    collectedOn: z.string(),
    forWelding: storedCount,
  } satisfies Shape<Takeback>),
);

export const storedDelivery = z.lazy(() =>
  z.looseObject({
    id: z.string(),
    uai: storedUai,
    state: z.enum(deliveryStates),
    lockers: storedCount,
    expected: storedExpectedDate,
    arrivedOn: z.string().optional(),
    installed: z
      .looseObject({
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
        z.looseObject({
          ...journalEntryShape(deliveryActs),
          note: z.string().optional(),
          reserveId: z.string().optional(),
        } satisfies Shape<DeliveryEntry>),
      )
      .default([]),
  } satisfies Shape<Delivery>),
);

export function createDeliveryStore(table: Table, now: () => Date): DeliveryStore {
  const { readEach, find, list, save } = createVersionedStore<Delivery>(table, {
    schema: storedDelivery,
    schemaVersion: schemaVersions.delivery,
    keyOf: ({ uai, id }) => deliveryKey(uai, id),
    referenceOf: (key) => `L-${idsOf(key).uai}-${idsOf(key).id}`,
    indexKeysOf: (delivery) => ({
      ...changesIndexKey(deliveriesDay, now().toISOString()),
      ...openIndexKey(delivery),
    }),
    writeIdOf: ({ lastIdempotencyKey, lastPhoto }) => [lastIdempotencyKey, lastPhoto],
  });

  return {
    find: (uai, id, setAside) => find(deliveryKey(uai, id), setAside),

    async listOf(uai, setAside) {
      const deliveries = await list(under(collegePk(uai), deliveryPrefix), setAside);
      return deliveries.toSorted((a, b) => a.expected.from.localeCompare(b.expected.from));
    },

    save,

    async listChanged(from, until, setAside) {
      const items = await listChanged(table, deliveriesDay, { from, until });
      return readEach(items, setAside);
    },

    async listOpen(schoolYears, setAside) {
      const items = await listOpen(table, openDeliveries, schoolYears);
      return readEach(items, setAside);
    },
  };
}

/** A delivery that is planned again for another school year moves to the partition of that year. */
function openIndexKey(delivery: Delivery): IndexKeys {
  if (!isOpen(delivery)) return {};
  const openFrom = delivery.expected.from;
  return { openYear: openDeliveries(schoolYearOf(openFrom)), openFrom };
}
