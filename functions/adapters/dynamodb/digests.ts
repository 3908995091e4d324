import * as z from 'zod';
import { damageStates } from '../../domain/damages/damage.ts';
import { type CampaignStatus, campaignStatusStates } from '../../domain/declarations/campaign.ts';
import { deliveryActs, deliveryStates } from '../../domain/deliveries/delivery.ts';
import type { Digest } from '../../domain/notifications/digest.ts';
import {
  type ComingDelivery,
  type DamageDigestItem,
  type DeliveryDigestItem,
  type DigestChange,
  damageDigestActs,
  type Withdrawal,
} from '../../domain/notifications/digest-changes.ts';
import type { DigestStore } from '../../use-cases/ports.ts';
import { damageReportShape } from './damages.ts';
import { storedFiling } from './declarations.ts';
import { storedExpectedDate, storedReceipt } from './deliveries.ts';
import { storedCampaign } from './departement.ts';
import { digestKey, digestsPk } from './keys.ts';
import { type Shape, storedUai } from './schemas.ts';
import type { Item, Table } from './table.ts';

const storedCampaignStatus = z.lazy(() =>
  z.object({
    uai: storedUai,
    state: z.enum(campaignStatusStates),
    lockersToReplace: z.int(),
    lockersUnusable: z.int(),
    lockersDangerous: z.int(),
    lockersToTakeBack: z.int(),
  } satisfies Shape<CampaignStatus>),
);

const storedChange = z.lazy(() =>
  z.object({
    uai: storedUai,
    reference: z.string(),
    filing: z.union([
      storedFiling,
      z.object({ kind: z.literal('withdrawn') } satisfies Shape<Withdrawal>),
    ]),
    filedAt: z.string(),
    filedBy: z.string(),
    before: storedCampaignStatus.optional(),
  } satisfies Shape<DigestChange>),
);

const storedDamageItem = z.lazy(() =>
  z.object({
    ...damageReportShape(),
    uai: storedUai,
    reference: z.string(),
    lockersCount: z.int(),
    state: z.enum(damageStates),
    what: z.enum(damageDigestActs),
    at: z.string(),
    who: z.string(),
    note: z.string().optional(),
  } satisfies Shape<DamageDigestItem>),
);

const comingShape = () =>
  ({
    uai: storedUai,
    reference: z.string(),
    state: z.enum(deliveryStates),
    lockers: z.int(),
    expected: storedExpectedDate,
  }) satisfies Shape<ComingDelivery>;
const storedComing = z.lazy(() => z.object(comingShape()));

const storedDeliveryItem = z.lazy(() =>
  z.object({
    ...comingShape(),
    what: z.enum(deliveryActs),
    at: z.string(),
    who: z.string(),
    note: z.string().optional(),
    receipt: storedReceipt.optional(),
  } satisfies Shape<DeliveryDigestItem>),
);

/** The digest itself, before it is compressed. */
export const storedContent = z.lazy(() =>
  z.object({
    number: z.int(),
    from: z.string(),
    until: z.string(),
    campaign: storedCampaign.optional(),
    changes: z.array(storedChange),
    // Digests stored before they reported damages and deliveries lack these fields.
    damages: z.array(storedDamageItem).default([]),
    deliveries: z.array(storedDeliveryItem).default([]),
    lateDeliveries: z.array(storedComing).default([]),
    comingDeliveries: z.array(storedComing).default([]),
    campaignStatuses: z.array(storedCampaignStatus),
    seen: z.record(z.string(), z.int()),
  } satisfies Shape<Digest>),
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
