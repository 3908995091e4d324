import * as z from 'zod';
import {
  type Damage,
  type DamageEntry,
  type DamageReport,
  damageActs,
  damageParts,
  damageStates,
  lockerMakes,
} from '../../domain/damages/damage.ts';
import type { Uai } from '../../domain/uai.ts';
import type { DamageStore } from '../../use-cases/ports.ts';
import { changesIndexKey, collegePk, damageKey, damagePrefix, damagesDay } from './keys.ts';
import {
  journalEntryShape,
  type Shape,
  storedCount,
  storedPhotos,
  storedRange,
  storedUai,
} from './schemas.ts';
import { type Item, isSameWrite, listChanged, type Table, under } from './table.ts';

export const damageReportShape = () =>
  ({
    building: z.string(),
    level: z.string(),
    corridor: z.string(),
    lockers: z.array(storedRange),
    lockersUnnumbered: storedCount,
    parts: z.array(z.enum(damageParts)),
    dangerous: z.boolean(),
    maker: z.enum(lockerMakes),
    description: z.string(),
  }) satisfies Shape<DamageReport>;

export const storedDamage = z.lazy(() =>
  z.object({
    ...damageReportShape(),
    id: z.string(),
    uai: storedUai,
    lockersCount: storedCount,
    photos: storedPhotos,
    state: z.enum(damageStates),
    reportedBy: z.string().optional(),
    version: z.int(),
    idempotencyKey: z.string(),
    lastIdempotencyKey: z.string(),
    lastPhoto: z.string().optional(),
    journal: z.array(
      z.object({
        ...journalEntryShape(damageActs),
        note: z.string().optional(),
        day: z.string().optional(),
      } satisfies Shape<DamageEntry>),
    ),
  } satisfies Shape<Damage>),
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
