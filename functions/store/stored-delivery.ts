import * as z from 'zod';
import { damageParts } from '../domain/damages/damage.ts';
import { deliveryActs, slots } from '../domain/deliveries/delivery.ts';
import { verdicts } from '../domain/deliveries/receipt.ts';
import { lockerOwners, takebackRoutes } from '../domain/deliveries/takeback.ts';
import { storedPhotos, storedRange } from './stored-damage.ts';
import { storedJournal } from './stored-journal.ts';
import { storedUai } from './stored-uai.ts';

const count = z.lazy(() => z.int().min(0));
const door = z.lazy(() => z.enum(['slack', 'teams', 'web', 'hook']));

export const storedDeliveryState = z.lazy(() =>
  z.enum(['planned', 'postponed', 'on-its-way', 'arrived', 'installed', 'closed', 'cancelled']),
);

export const storedExpected = z.lazy(() =>
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
    door,
    opening: z.string(),
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
    expected: storedExpected,
    arrivedOn: z.string().optional(),
    installed: z.object({ on: z.string(), team: z.string() }).optional(),
    takeback: storedTakeback.optional(),
    version: z.int(),
    // Deliveries loaded before they had a life of their own have none of these.
    orderNumber: z.string().default(''),
    receipts: z.array(storedReceipt).default([]),
    opening: z.string().default(''),
    lastOpening: z.string().default(''),
    lastPhoto: z.string().optional(),
    journal: storedJournal(deliveryActs, {
      note: z.string().optional(),
      reserveId: z.string().optional(),
    }).default([]),
  }),
);
