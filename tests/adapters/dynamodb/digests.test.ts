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
  return {
    number,
    from: '2026-01-01T00:00:00.000Z',
    until,
    campaign: campaign2026,
    changes: [],
    damages: [],
    deliveries: [],
    lateDeliveries: [],
    comingDeliveries: [],
    campaignStatuses: [campaignStatus],
    seen: { '2026-0470678G': 1 },
  };
}

describe('the last digest', () => {
  test('is none at first, then the highest number of this year or of the last', async () => {
    expect(await store.last('2026-02-01T00:00:00.000Z')).toBeUndefined();
    for (const number of [9, 10, 11]) {
      expect(await store.add(digest(number, `2026-01-${number}T01:00:00.000Z`))).toBe('saved');
    }
    expect((await store.last('2026-02-01T00:00:00.000Z'))?.number).toBe(11);
    expect((await store.last('2027-01-01T00:00:00.000Z'))?.number).toBe(11);
  });

  test('comes back as it was', async () => {
    const written = digest(1, '2026-01-15T01:00:00.000Z');
    await store.add(written);
    const stored = await store.last('2026-01-16T00:00:00.000Z');
    expect(stored).toEqual(written);
  });

  test('comes back with its damages, and without a campaign where there is none', async () => {
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

  test('of before damages were told has none', async () => {
    const { damages: _, ...older } = digest(1, '2026-01-15T01:00:00.000Z');
    await store.add(older as Digest);
    expect((await store.last('2026-01-16T00:00:00.000Z'))?.damages).toEqual([]);
  });

  test('fits in one item with the standing of every collège of France', async () => {
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

test('two runs that gathered different things under one number keep the first', async () => {
  const first = digest(1, '2026-01-15T01:00:00.000Z');
  expect(await store.add(first)).toBe('saved');
  expect(await store.add(digest(1, '2026-01-15T01:00:00.001Z'))).toBe('conflict');
  // Its own answer lost, the first tries again and meets itself.
  expect(await store.add(first)).toBe('saved');
});
