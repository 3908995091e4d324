import * as z from 'zod';
import { deliveryActs } from '../domain/deliveries/delivery.ts';
import { reportShape, storedDamageState } from './stored-damage.ts';
import { storedDeliveryState, storedExpected, storedReceipt } from './stored-delivery.ts';
import { storedFiling } from './stored-filing.ts';
import { storedUai } from './stored-uai.ts';

const storedStanding = z.lazy(() =>
  z.object({
    uai: storedUai,
    state: z.enum(['draft', 'filed', 'nothing-needed', 'to-correct', 'decided']),
    lockersToReplace: z.int(),
    lockersUnusable: z.int(),
    lockersDangerous: z.int(),
    lockersToTakeBack: z.int(),
  }),
);

const storedNews = z.lazy(() =>
  z.object({
    ...reportShape(),
    uai: storedUai,
    reference: z.string(),
    lockersCount: z.int(),
    state: storedDamageState,
    what: z.enum(['reported', 'repair-confirmed', 'still-broken']),
    at: z.string(),
    who: z.string(),
    note: z.string().optional(),
  }),
);

const comingShape = () => ({
  uai: storedUai,
  reference: z.string(),
  state: storedDeliveryState,
  lockers: z.int(),
  expected: storedExpected,
});
const storedComing = z.lazy(() => z.object(comingShape()));

const storedDeliveryNews = z.lazy(() =>
  z.object({
    ...comingShape(),
    what: z.enum(deliveryActs),
    at: z.string(),
    who: z.string(),
    note: z.string().optional(),
    receipt: storedReceipt.optional(),
  }),
);

const storedWithdrawal = z.lazy(() => z.object({ kind: z.literal('withdrawn') }));

/** What a digest says, as it is stored. */
export const storedContent = z.lazy(() =>
  z.object({
    number: z.int(),
    from: z.string(),
    until: z.string(),
    campaign: z
      .object({
        id: z.string(),
        name: z.string(),
        opensOn: z.string(),
        closesOn: z.string(),
      })
      .optional(),
    changes: z.array(
      z.object({
        uai: storedUai,
        reference: z.string(),
        filing: z.union([storedFiling, storedWithdrawal]),
        filedAt: z.string(),
        filedBy: z.string(),
        before: storedStanding.optional(),
      }),
    ),
    // Digests of before damages have none.
    damages: z.array(storedNews).default([]),
    // Nor those of before deliveries.
    deliveries: z.array(storedDeliveryNews).default([]),
    lateDeliveries: z.array(storedComing).default([]),
    comingDeliveries: z.array(storedComing).default([]),
    standings: z.array(storedStanding),
    seen: z.record(z.string(), z.int()),
  }),
);
