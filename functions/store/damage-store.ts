import type { Uai } from '../domain/colleges/uai.ts';
import type { Damage } from '../domain/damages/damage.ts';
import type { DamageStore } from '../use-cases/ports.ts';
import { isSameWrite } from './is-same-write.ts';
import { changesIndexKey, collegePk, damageKey, damagePrefix, damagesDay } from './keys.ts';
import { listChanged } from './list-changed.ts';
import { storedDamage } from './stored-damage.ts';
import { type Item, type Table, under } from './table.ts';

export function makeDamageStore(table: Table, now: () => Date): DamageStore {
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
      return stored?.version === version && isSameWrite(stored, damage) ? 'saved' : 'stale';
    },

    async listChanged(from, until) {
      const items = await listChanged(table, damagesDay, { from, until });
      return items.map(read);
    },
  };
}

const reportedAt = ({ journal }: Damage): string => journal[0]?.at ?? '';
