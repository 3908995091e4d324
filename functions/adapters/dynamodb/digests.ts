import * as z from 'zod';
import { damageStates } from '../../domain/damages/damage.ts';
import {
  type CampaignStatus,
  campaignStatusStates,
  type Supply,
} from '../../domain/declarations/campaign.ts';
import { deliveryActs, deliveryStates } from '../../domain/deliveries/delivery.ts';
import type { Digest, SeenVersion } from '../../domain/notifications/digest.ts';
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
import { digestKey, digestPrefix, digestsAfter, digestsPk } from './keys.ts';
import { type Shape, schemaVersions, storedUai } from './schemas.ts';
import { between, type Item, type Table, under } from './table.ts';
import { logUnreadable } from './versioned-store.ts';

const storedCampaignStatus = z.lazy(() =>
  z.looseObject({
    uai: storedUai,
    state: z.enum(campaignStatusStates),
    lockersToReplace: z.int(),
    lockersUnusable: z.int(),
    lockersDangerous: z.int(),
    lockersToTakeBack: z.int(),
  } satisfies Shape<CampaignStatus>),
);

const storedChange = z.lazy(() =>
  z.looseObject({
    uai: storedUai,
    reference: z.string(),
    filing: z.union([
      storedFiling,
      z.looseObject({ kind: z.literal('withdrawn') } satisfies Shape<Withdrawal>),
    ]),
    filedAt: z.string(),
    filedBy: z.string(),
    before: storedCampaignStatus.optional(),
  } satisfies Shape<DigestChange>),
);

const storedDamageItem = z.lazy(() =>
  z.looseObject({
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
const storedComing = z.lazy(() => z.looseObject(comingShape()));

const storedDeliveryItem = z.lazy(() =>
  z.looseObject({
    ...comingShape(),
    what: z.enum(deliveryActs),
    at: z.string(),
    who: z.string(),
    note: z.string().optional(),
    receipt: storedReceipt.optional(),
  } satisfies Shape<DeliveryDigestItem>),
);

/** The digest itself, before it is compressed. */
const storedContent = z.lazy(() =>
  z.looseObject({
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
    seenBefore: z
      .record(
        z.string(),
        z.looseObject({ version: z.int(), until: z.string() } satisfies Shape<SeenVersion>),
      )
      .optional(),
    supplies: z
      .array(
        z.looseObject({
          reference: z.string(),
          uai: storedUai,
          lockers: z.int(),
        } satisfies Shape<Supply>),
      )
      .optional(),
    seenSince: z.string().optional(),
    unreadable: z.array(z.string()).optional(),
  } satisfies Shape<Digest>),
);

const storedDigest = z.lazy(() => z.object({ content: z.instanceof(Uint8Array) }));

// Imported when needed: every function has this store, and only the nightly digest calls it.
const zlib = () => import('node:zlib');

/** Compressed, the status of every collège of France fits in the 400 KB of an item. */
async function compress(json: string): Promise<Uint8Array> {
  const { gzipSync } = await zlib();
  return gzipSync(json);
}

async function decompress(item: Item): Promise<string> {
  const { gunzipSync } = await zlib();
  return gunzipSync(storedDigest.parse(item).content).toString('utf8');
}

async function read(item: Item): Promise<Digest> {
  return storedContent.parse(JSON.parse(await decompress(item)));
}

/** The digests that can be read. */
async function readEach(items: readonly Item[]): Promise<readonly Digest[]> {
  const digests = await Promise.all(
    items.map(async (item) => {
      try {
        return [await read(item)];
      } catch (error) {
        if (!(error instanceof z.ZodError)) throw error;
        logUnreadable(`${digestPrefix}${numberOf(item)}`, error);
        return [];
      }
    }),
  );
  return digests.flat();
}

const storedSk = z.lazy(() => z.object({ sk: z.string() }));

function numberOf(item: Item): number {
  return Number(storedSk.parse(item).sk.slice(digestPrefix.length));
}

function yearOf(instant: string): number {
  return Number(instant.slice(0, 4));
}

export function createDigestStore(table: Table): DigestStore {
  /**
   * The newest of that year. When it cannot be read, the newest that can, under the number of the unreadable one: the next
   * digest then starts where that one ended, so that what the unreadable one reported is reported again.
   */
  async function lastOf(year: number): Promise<Digest | undefined> {
    const newestFirst = { ...under(digestsPk(year), digestPrefix), ScanIndexForward: false };
    const [newest] = await table.query({ ...newestFirst, Limit: 1 });
    if (!newest) return undefined;
    const [readable] = await readEach([newest]);
    if (readable) return readable;
    const [older] = await readEach(await table.query({ ...newestFirst, Limit: 40 }));
    if (!older) throw new Error('No digest of this year can be read');
    return { ...older, number: numberOf(newest) };
  }

  return {
    async last(now) {
      const year = yearOf(now);
      return (await lastOf(year)) ?? (await lastOf(year - 1));
    },

    async listAfter(number, now) {
      const { from, until } = digestsAfter(number);
      const year = yearOf(now);
      const ofYears = await Promise.all(
        [year - 1, year].map((each) => table.query(between(digestsPk(each), from, until))),
      );
      return readEach(ofYears.flat());
    },

    async add(digest) {
      const key = digestKey(yearOf(digest.until), digest.number);
      const json = JSON.stringify(digest);
      const content = await compress(json);
      const item = { ...key, content, version: 1, schemaVersion: schemaVersions.digest };
      if ((await table.putNext(item)) === 'put') return 'saved';
      // A write whose answer was lost is refused when the client tries it again, because it had gone through.
      const stored = await table.get(key);
      return stored && (await decompress(stored)) === json ? 'saved' : 'conflict';
    },
  };
}
