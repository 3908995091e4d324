import { beforeEach, describe, expect, test } from 'vitest';
import { createDepartementStore } from '../../../functions/adapters/dynamodb/departement.ts';
import type { DepartementStore } from '../../../functions/use-cases/ports.ts';
import { campaign2026, chaumie, crochepierre, register } from '../../shared/examples.ts';
import { freshTable } from '../../shared/fresh-table.ts';

let store: DepartementStore;
beforeEach(async () => {
  store = createDepartementStore((await freshTable()).table, '047');
});

describe('the register', () => {
  test('is empty before it is imported', async () => {
    expect(await store.register()).toEqual([]);
  });

  test('is read whole and in its order', async () => {
    await store.replaceRegister(register, '2026-01-01T00:00:00.000Z');
    expect(await store.register()).toEqual(register);
  });

  test('is replaced whole: nothing of the old one stays', async () => {
    await store.replaceRegister(register, '2026-01-01T00:00:00.000Z');
    await store.replaceRegister([crochepierre], '2026-01-02T00:00:00.000Z');
    expect(await store.register()).toEqual([crochepierre]);
  });

  test('holds every collège of France', async () => {
    const many = Array.from({ length: 5300 }, () => chaumie);
    await store.replaceRegister(many, '2026-01-01T00:00:00.000Z');
    expect(await store.register()).toHaveLength(5300);
  });
});

test('a campaign is added, then changed', async () => {
  await store.putCampaign(campaign2026);
  const longer = { ...campaign2026, closesOn: '2026-04-15' };
  await store.putCampaign(longer);
  expect(await store.campaigns()).toEqual([longer]);
});
