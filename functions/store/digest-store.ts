import { isDeepStrictEqual } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { Digest } from '../domain/digest.ts';
import type { DigestStore, StoredDigest } from '../use-cases/ports.ts';
import { digestKey, digestsPk } from './keys.ts';
import { storedFiling } from './stored-filing.ts';
import { storedUai } from './stored-uai.ts';
import type { Item, Table } from './table.ts';

const storedStanding = z.object({
  uai: storedUai,
  state: z.enum(['draft', 'filed', 'nothing-needed', 'to-correct', 'decided']),
  lockersToReplace: z.int(),
  lockersUnusable: z.int(),
  lockersDangerous: z.int(),
  lockersToTakeBack: z.int(),
});

const storedContent = z.object({
  number: z.int(),
  from: z.string(),
  until: z.string(),
  campaign: z.object({
    id: z.string(),
    name: z.string(),
    opensOn: z.string(),
    closesOn: z.string(),
  }),
  changes: z.array(
    z.object({
      uai: storedUai,
      reference: z.string(),
      filing: storedFiling,
      filedAt: z.string(),
      filedBy: z.string(),
      before: storedStanding.optional(),
    }),
  ),
  standings: z.array(storedStanding),
  seen: z.record(z.string(), z.int()),
});

const storedDigest = z.object({
  content: z.instanceof(Uint8Array),
  sends: z.record(
    z.string(),
    z.object({ state: z.enum(['sending', 'sent']), at: z.string(), run: z.string() }),
  ),
  version: z.int(),
});

/** Compressed: the standing of every collège of France fits in the 400 KB of an item. */
function pack(digest: Digest): Uint8Array {
  return gzipSync(JSON.stringify(digest));
}

function read(item: Item): StoredDigest {
  const { content, sends, version } = storedDigest.parse(item);
  const digest = storedContent.parse(JSON.parse(gunzipSync(content).toString('utf8')));
  return { digest, sends, version };
}

/** A digest is filed under the year of its number's first writing, which its end tells. */
function keyOf({ until, number }: Digest) {
  return digestKey(yearOf(until), number);
}

function yearOf(instant: string): number {
  return Number(instant.slice(0, 4));
}

function isSame(one: StoredDigest, other: StoredDigest): boolean {
  return (
    one.version === other.version &&
    isDeepStrictEqual(one.sends, other.sends) &&
    JSON.stringify(one.digest) === JSON.stringify(other.digest)
  );
}

export function makeDigestStore(table: Table): DigestStore {
  async function lastOf(year: number): Promise<StoredDigest | undefined> {
    const [newest] = await table.query({
      KeyConditionExpression: 'pk = :pk',
      values: { ':pk': digestsPk(year) },
      ScanIndexForward: false,
      Limit: 1,
    });
    return newest && read(newest);
  }

  async function putNext({ digest, sends, version: seen }: StoredDigest) {
    const version = seen + 1;
    const key = keyOf(digest);
    if ((await table.putNext({ ...key, content: pack(digest), sends, version })) === 'put') {
      return 'saved';
    }
    // A refusal may be the echo of our own write, its answer lost: the run in `sends` tells whose it was.
    const item = await table.get(key);
    return item && isSame(read(item), { digest, sends, version }) ? 'saved' : 'stale';
  }

  return {
    async last(now) {
      const year = yearOf(now);
      return (await lastOf(year)) ?? (await lastOf(year - 1));
    },

    add: (digest) => putNext({ digest, sends: {}, version: 0 }),
    saveSends: putNext,
  };
}
