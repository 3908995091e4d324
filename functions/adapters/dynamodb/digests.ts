import * as z from 'zod';
import { deliveryActs } from '../../domain/deliveries/delivery.ts';
import type { Digest } from '../../domain/notifications/digest.ts';
import type { DigestStore } from '../../use-cases/ports.ts';
import { reportShape, storedDamageState } from './damages.ts';
import { storedFiling } from './declarations.ts';
import { storedDeliveryState, storedExpectedDate, storedReceipt } from './deliveries.ts';
import { digestKey, digestsPk } from './keys.ts';
import { storedUai } from './schemas.ts';
import type { Item, Table } from './table.ts';

const storedCampaignStatus = z.lazy(() =>
  z.object({
    uai: storedUai,
    state: z.enum(['draft', 'filed', 'nothing-needed', 'to-correct', 'decided']),
    lockersToReplace: z.int(),
    lockersUnusable: z.int(),
    lockersDangerous: z.int(),
    lockersToTakeBack: z.int(),
  }),
);

const storedDigestItem = z.lazy(() =>
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
  expected: storedExpectedDate,
});
const storedComing = z.lazy(() => z.object(comingShape()));

const storedDeliveryDigestItem = z.lazy(() =>
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
        before: storedCampaignStatus.optional(),
      }),
    ),
    // Digests of before damages have none.
    damages: z.array(storedDigestItem).default([]),
    // Nor those of before deliveries.
    deliveries: z.array(storedDeliveryDigestItem).default([]),
    lateDeliveries: z.array(storedComing).default([]),
    comingDeliveries: z.array(storedComing).default([]),
    campaignStatuses: z.array(storedCampaignStatus),
    seen: z.record(z.string(), z.int()),
  }),
);

const storedDigest = z.lazy(() => z.object({ content: z.instanceof(Uint8Array) }));

/** Compressed: the standing of every collège of France fits in the 400 KB of an item. */
async function pack(digest: Digest): Promise<Uint8Array> {
  const { gzipSync } = await zlib();
  return gzipSync(JSON.stringify(digest));
}

// Only the night needs it, and every function has this store.
const zlib = () => import('node:zlib');

async function read(item: Item): Promise<Digest> {
  const { gunzipSync } = await zlib();
  const { content } = storedDigest.parse(item);
  return storedContent.parse(JSON.parse(gunzipSync(content).toString('utf8')));
}

function yearOf(instant: string): number {
  return Number(instant.slice(0, 4));
}

export function createDigestStore(table: Table): DigestStore {
  async function lastOf(year: number): Promise<Digest | undefined> {
    const [newest] = await table.query({
      KeyConditionExpression: 'pk = :pk',
      values: { ':pk': digestsPk(year) },
      ScanIndexForward: false,
      Limit: 1,
    });
    return newest && read(newest);
  }

  return {
    async last(now) {
      const year = yearOf(now);
      return (await lastOf(year)) ?? (await lastOf(year - 1));
    },

    async add(digest) {
      const key = digestKey(yearOf(digest.until), digest.number);
      const item = { ...key, content: await pack(digest), version: 1 };
      if ((await table.putNext(item)) === 'put') return 'saved';
      // A refusal may be the echo of our own write, its answer lost.
      const stored = await table.get(key);
      const isOwnWrite = stored && JSON.stringify(await read(stored)) === JSON.stringify(digest);
      return isOwnWrite ? 'saved' : 'conflict';
    },
  };
}
