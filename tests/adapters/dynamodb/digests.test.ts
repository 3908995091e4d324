import { beforeEach, describe, expect, test } from 'vitest';
import { createDigestStore } from '../../../functions/adapters/dynamodb/digests.ts';
import type { Digest } from '../../../functions/domain/notifications/digest.ts';
import type { DamageDigestItem } from '../../../functions/domain/notifications/digest-changes.ts';
import type { DigestStore } from '../../../functions/use-cases/ports.ts';
import { campaign2026, crochepierre, damage } from '../../shared/examples.ts';
import { freshTable } from '../../shared/fresh-table.ts';

let store: DigestStore;
beforeEach(async () => {
  store = createDigestStore((await freshTable()).table);
});

const campaignStatus = {
  uai: crochepierre.uai,
  state: 'filed',
  lockersToReplace: 24,
  lockersUnusable: 14,
  lockersDangerous: 3,
  lockersToTakeBack: 24,
} as const;

function digest(number: number, until: string): Digest {
  // In the order in which `buildDigest` writes them, which is not the order of the stored schema.
  return {
    ...{ number, from: '2026-01-01T00:00:00.000Z', until },
    ...{ campaign: campaign2026, changes: [], damages: [] },
    campaignStatuses: [campaignStatus],
    seen: { '2026-0470678G': 1 },
    ...{ deliveries: [], comingDeliveries: [], lateDeliveries: [] },
  };
}

describe('the last digest', () => {
  test('is absent at first, then has the highest number of this year or the last', async () => {
    expect(await store.last('2026-02-01T00:00:00.000Z')).toBeUndefined();
    for (const number of [9, 10, 11]) {
      expect(await store.add(digest(number, `2026-01-${number}T01:00:00.000Z`))).toBe('saved');
    }
    expect((await store.last('2026-02-01T00:00:00.000Z'))?.number).toBe(11);
    expect((await store.last('2027-01-01T00:00:00.000Z'))?.number).toBe(11);
  });

  test('is read as it was written', async () => {
    const written = digest(1, '2026-01-15T01:00:00.000Z');
    await store.add(written);
    const stored = await store.last('2026-01-16T00:00:00.000Z');
    expect(stored).toEqual(written);
  });

  test('is read with its damages, and without a campaign when it has none', async () => {
    const digestItem: DamageDigestItem = {
      ...damage,
      uai: crochepierre.uai,
      reference: 'D-0470678G-7F3K2M',
      lockersCount: 13,
      state: 'reported',
      what: 'still-broken',
      at: '2026-01-14T08:00:00.000Z',
      who: 'Claire Durand',
      note: 'La porte pend.',
    };
    const written = { ...digest(1, '2026-01-15T01:00:00.000Z'), damages: [digestItem] };
    const { campaign: _, ...planned } = written;
    await store.add(planned);
    expect(await store.last('2026-01-16T00:00:00.000Z')).toEqual(planned);
  });

  test('without damages, stored before digests reported them, has an empty list', async () => {
    const { damages: _, ...older } = digest(1, '2026-01-15T01:00:00.000Z');
    await store.add(older as Digest);
    expect((await store.last('2026-01-16T00:00:00.000Z'))?.damages).toEqual([]);
  });

  test('fits in one item with the status of every collège of France', async () => {
    const campaignStatuses = Array.from({ length: 5300 }, (_, index) => ({
      ...campaignStatus,
      lockersToReplace: index,
    }));
    const whole = { ...digest(1, '2026-01-15T01:00:00.000Z'), campaignStatuses };
    expect(await store.add(whole)).toBe('saved');
    const stored = await store.last('2026-01-16T00:00:00.000Z');
    expect(stored?.campaignStatuses).toHaveLength(5300);
  });
});

test('of two runs that build different digests under one number, the first is kept', async () => {
  const first = digest(1, '2026-01-15T01:00:00.000Z');
  expect(await store.add(first)).toBe('saved');
  expect(await store.add(digest(1, '2026-01-15T01:00:00.001Z'))).toBe('conflict');
  // The first lost its answer and writes again: the digest that it finds is its own.
  expect(await store.add(first)).toBe('saved');
});
