import * as z from 'zod';
import {
  type Damage,
  type DamageEntry,
  type DamageReport,
  damageActs,
  damageParts,
  damageStates,
  isOpen,
  lockerMakes,
} from '../../domain/damages/damage.ts';
import { schoolYearOf } from '../../domain/dates.ts';
import type { DamageStore } from '../../use-cases/ports.ts';
import {
  changesIndexKey,
  collegePk,
  damageKey,
  damagePrefix,
  damagesDay,
  type IndexKeys,
  idsOf,
  openDamages,
} from './keys.ts';
import {
  journalEntryShape,
  type Shape,
  schemaVersions,
  storedCount,
  storedPhotos,
  storedRange,
  storedUai,
} from './schemas.ts';
import { listChanged, listOpen, type Table, under } from './table.ts';
import { createVersionedStore } from './versioned-store.ts';

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
  z.looseObject({
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
      z.looseObject({
        ...journalEntryShape(damageActs),
        note: z.string().optional(),
        day: z.string().optional(),
      } satisfies Shape<DamageEntry>),
    ),
  } satisfies Shape<Damage>),
);

export function createDamageStore(table: Table, now: () => Date): DamageStore {
  const { readEach, find, list, save } = createVersionedStore<Damage>(table, {
    schema: storedDamage,
    schemaVersion: schemaVersions.damage,
    keyOf: ({ uai, id }) => damageKey(uai, id),
    referenceOf: (key) => `D-${idsOf(key).uai}-${idsOf(key).id}`,
    indexKeysOf: (damage) => ({
      ...changesIndexKey(damagesDay, now().toISOString()),
      ...openIndexKey(damage),
    }),
    writeIdOf: ({ lastIdempotencyKey, lastPhoto }) => [lastIdempotencyKey, lastPhoto],
  });

  return {
    find: (uai, id, setAside) => find(damageKey(uai, id), setAside),

    async listOf(uai, setAside) {
      const damages = await list(under(collegePk(uai), damagePrefix), setAside);
      return damages.toSorted((a, b) => reportedAt(b).localeCompare(reportedAt(a)));
    },

    save,

    async listChanged(from, until, setAside) {
      const items = await listChanged(table, damagesDay, { from, until });
      return readEach(items, setAside);
    },

    async listOpen(schoolYears, setAside) {
      const items = await listOpen(table, openDamages, schoolYears);
      return readEach(items, setAside);
    },
  };
}

/** The school year of a report is that of its UTC day, as the days of the changes are. */
function openIndexKey(damage: Damage): IndexKeys {
  if (!isOpen(damage)) return {};
  const openFrom = reportedAt(damage);
  return { openYear: openDamages(schoolYearOf(openFrom.slice(0, 10))), openFrom };
}

const reportedAt = ({ journal }: Damage): string => journal[0]?.at ?? '';
