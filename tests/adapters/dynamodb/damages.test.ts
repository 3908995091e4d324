import { beforeEach, describe, expect, test } from 'vitest';
import { createDamageStore } from '../../../functions/adapters/dynamodb/damages.ts';
import { createDeclarationStore } from '../../../functions/adapters/dynamodb/declarations.ts';
import { createDeliveryStore } from '../../../functions/adapters/dynamodb/deliveries.ts';
import { changeDamage, type Damage, newDamage } from '../../../functions/domain/damages/damage.ts';
import { file, newDeclaration } from '../../../functions/domain/declarations/declaration.ts';
import type { DamageStore } from '../../../functions/use-cases/ports.ts';
import { crochepierre, jeanMoulin, needs, damage as report } from '../../shared/examples.ts';
import { type FreshTable, freshTable } from '../../shared/fresh-table.ts';

let fresh: FreshTable;
let store: DamageStore;
let now = new Date('2026-01-14T08:00:00.000Z');

beforeEach(async () => {
  now = new Date('2026-01-14T08:00:00.000Z');
  fresh = await freshTable();
  store = createDamageStore(fresh.table, () => now);
});

const { uai } = crochepierre;
const act = (idempotencyKey: string) =>
  ({ at: now.toISOString(), who: 'Claire Durand', channel: 'web', idempotencyKey }) as const;
const reported = (id: string, idempotencyKey = id) =>
  newDamage(report, { uai, id }, act(idempotencyKey));

function changed(damage: Damage, idempotencyKey: string): Damage {
  const next = changeDamage(
    damage,
    { what: 'planned', note: 'Mardi.', day: '2026-02-03' },
    act(idempotencyKey),
  );
  if (!next) throw new Error('refused');
  return next;
}

describe('saving', () => {
  test('keeps the whole damage as the next version', async () => {
    const damage = reported('7F3K2M');
    expect(await store.save(damage)).toBe('saved');
    const stored = await store.find(uai, '7F3K2M');
    expect(stored).toEqual({ ...damage, version: 1 });
    if (!stored) return;
    const planned = changed(stored, 'b');
    expect(await store.save(planned)).toBe('saved');
    expect(await store.find(uai, '7F3K2M')).toEqual({ ...planned, version: 2 });
  });

  test('the second of two first writes is a conflict, and overwrites nothing', async () => {
    await store.save(reported('7F3K2M', 'a'));
    expect(await store.save(reported('7F3K2M', 'b'))).toBe('conflict');
    expect((await store.find(uai, '7F3K2M'))?.idempotencyKey).toBe('a');
  });

  test('a write that lost its answer is saved when it is sent again', async () => {
    await store.save(reported('7F3K2M', 'a'));
    expect(await store.save(reported('7F3K2M', 'a'))).toBe('saved');
    expect((await store.find(uai, '7F3K2M'))?.version).toBe(1);
  });

  test('one of ten writes over the same version is kept', async () => {
    await store.save(reported('7F3K2M'));
    const read = await store.find(uai, '7F3K2M');
    if (!read) throw new Error('not stored');
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) => store.save(changed(read, `form ${index}`))),
    );
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
  });
});

describe('listing', () => {
  test('returns the damages of one collège, the last reported first', async () => {
    for (const id of ['BBBBBB', 'AAAAAA', 'CCCCCC']) {
      await store.save(reported(id));
      now = new Date(now.getTime() + 1000);
    }
    await store.save(newDamage(report, { uai: jeanMoulin.uai, id: 'DDDDDD' }, act('d')));
    const listed = await store.listOf(uai);
    expect(listed.map(({ id }) => id)).toEqual(['CCCCCC', 'AAAAAA', 'BBBBBB']);
  });

  test('returns the damages changed between two instants, each once, and no other kind', async () => {
    await store.save(reported('AAAAAA'));
    await store.save(reported('BBBBBB'));
    const needed = file(newDeclaration(uai, '2026'), { kind: 'needs', needs }, act('c'));
    const declarations = createDeclarationStore(fresh.table, () => now);
    if (needed) await declarations.save(needed);
    now = new Date('2026-01-15T00:00:00.000Z');
    const stored = await store.find(uai, 'AAAAAA');
    if (stored) await store.save(changed(stored, 'd'));

    const ids = async (from: string, until: string) =>
      (await store.listChanged(from, until)).map(({ id }) => id);
    expect(await ids('2026-01-14T00:00:00.000Z', '2026-01-14T23:59:59.999Z')).toEqual(['BBBBBB']);
    expect(await ids('2026-01-14T00:00:00.000Z', '2026-01-16T00:00:00.000Z')).toEqual([
      'BBBBBB',
      'AAAAAA',
    ]);
    const filed = await declarations.listChanged(
      '2026-01-14T00:00:00.000Z',
      '2026-01-16T00:00:00.000Z',
    );
    expect(filed.map(({ campaignId }) => campaignId)).toEqual(['2026']);
  });
});

describe('what is open', () => {
  const acted = (damage: Damage, what: 'repaired' | 'still-broken') => {
    const next = changeDamage(damage, { what }, act(what));
    if (!next) throw new Error('refused');
    return next;
  };
  const ids = async (...years: string[]) => (await store.listOpen(years)).map(({ id }) => id);

  test('is listed by the school year of its report, the earliest first, for every collège', async () => {
    now = new Date('2026-08-31T23:59:59.999Z');
    await store.save(reported('AAAAAA'));
    now = new Date('2026-09-01T00:00:00.000Z');
    await store.save(reported('CCCCCC'));
    now = new Date('2026-01-14T08:00:00.000Z');
    await store.save(newDamage(report, { uai: jeanMoulin.uai, id: 'BBBBBB' }, act('b')));
    expect(await ids('2025-2026')).toEqual(['BBBBBB', 'AAAAAA']);
    expect(await ids('2026-2027')).toEqual(['CCCCCC']);
    expect(await ids('2026-2027', '2025-2026', '2026-2027')).toEqual([
      'BBBBBB',
      'AAAAAA',
      'CCCCCC',
    ]);
    expect(await ids('2024-2025')).toEqual([]);
    expect(await ids()).toEqual([]);
  });

  test('leaves the list when it is repaired, and comes back when it is still broken', async () => {
    await store.save(reported('AAAAAA'));
    const found = async () => {
      const stored = await store.find(uai, 'AAAAAA');
      if (!stored) throw new Error('not stored');
      return stored;
    };
    now = new Date('2026-10-01T08:00:00.000Z');
    await store.save(acted(await found(), 'repaired'));
    expect(await ids('2025-2026', '2026-2027')).toEqual([]);
    await store.save(acted(await found(), 'still-broken'));
    expect(await ids('2025-2026')).toEqual(['AAAAAA']);
  });

  test('is listed apart from deliveries', async () => {
    await store.save(reported('AAAAAA'));
    const deliveries = createDeliveryStore(fresh.table, () => now);
    expect(await deliveries.listOpen(['2025-2026'])).toEqual([]);
  });
});
