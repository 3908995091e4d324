import * as z from 'zod';
import type { Digest } from '../domain/notices/digest.ts';
import type { DigestStore } from '../use-cases/ports.ts';
import { digestKey, digestsPk } from './keys.ts';
import { storedContent } from './stored-content.ts';
import type { Item, Table } from './table.ts';

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

export function makeDigestStore(table: Table): DigestStore {
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
      const ours = stored && JSON.stringify(await read(stored)) === JSON.stringify(digest);
      return ours ? 'saved' : 'stale';
    },
  };
}
