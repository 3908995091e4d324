import * as z from 'zod';
import { type Damage, damageActs, damageParts, lockerMakes } from '../../domain/damages/damage.ts';
import type { Uai } from '../../domain/uai.ts';
import type { DamageStore } from '../../use-cases/ports.ts';
import { changesIndexKey, collegePk, damageKey, damagePrefix, damagesDay } from './keys.ts';
import { storedJournal, storedUai } from './schemas.ts';
import { type Item, isSameWrite, listChanged, type Table, under } from './table.ts';

const count = z.lazy(() => z.int().min(0));

export const storedRange = z.lazy(() =>
  z.object({
    prefix: z.string(),
    first: count,
    last: count,
    digits: z.int(),
  }),
);

export const reportShape = () => ({
  building: z.string(),
  level: z.string(),
  corridor: z.string(),
  lockers: z.array(storedRange),
  lockersUnnumbered: count,
  parts: z.array(z.enum(damageParts)),
  dangerous: z.boolean(),
  maker: z.enum(lockerMakes),
  description: z.string(),
});

export const storedPhotos = z.lazy(() =>
  z.array(
    z.object({
      id: z.string(),
      state: z.enum(['waiting', 'ready', 'refused']),
      from: z.object({ channel: z.enum(['slack', 'teams']), file: z.string() }).optional(),
    }),
  ),
);

export const storedDamageState = z.lazy(() =>
  z.enum(['reported', 'acknowledged', 'planned', 'repaired', 'replaced', 'declined']),
);

export const storedDamage = z.lazy(() =>
  z.object({
    ...reportShape(),
    id: z.string(),
    uai: storedUai,
    lockersCount: count,
    photos: storedPhotos,
    state: storedDamageState,
    reportedBy: z.string().optional(),
    version: z.int(),
    idempotencyKey: z.string(),
    lastIdempotencyKey: z.string(),
    lastPhoto: z.string().optional(),
    journal: storedJournal(damageActs, { note: z.string().optional(), day: z.string().optional() }),
  }),
);

export function createDamageStore(table: Table, now: () => Date): DamageStore {
  const read = (item: Item): Damage => storedDamage.parse(item);

  async function find(uai: Uai, id: string) {
    const item = await table.get(damageKey(uai, id));
    return item && read(item);
  }

  return {
    find,

    async listOf(uai) {
      const items = await table.query(under(collegePk(uai), damagePrefix));
      return items.map(read).toSorted((a, b) => reportedAt(b).localeCompare(reportedAt(a)));
    },

    async save(damage) {
      const { uai, id } = damage;
      const version = damage.version + 1;
      const item = {
        ...damageKey(uai, id),
        ...changesIndexKey(damagesDay, now().toISOString()),
        ...damage,
        version,
      };
      if ((await table.putNext(item)) === 'put') return 'saved';
      const stored = await find(uai, id);
      return stored?.version === version && isSameWrite(stored, damage) ? 'saved' : 'conflict';
    },

    async listChanged(from, until) {
      const items = await listChanged(table, damagesDay, { from, until });
      return items.map(read);
    },
  };
}

const reportedAt = ({ journal }: Damage): string => journal[0]?.at ?? '';
