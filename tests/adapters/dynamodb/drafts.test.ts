import { beforeEach, expect, test } from 'vitest';
import { createStores } from '../../../functions/adapters/dynamodb/stores.ts';
import type { FormDraft } from '../../../functions/domain/form-draft.ts';
import { crochepierre, jeanMoulin } from '../../shared/examples.ts';
import { type FreshTable, freshTable } from '../../shared/fresh-table.ts';

const { uai } = crochepierre;
const clock = { now: () => new Date('2026-01-14T08:12:00.000Z'), today: () => '2026-01-14' };
const draft: FormDraft = {
  uai,
  form: 'declaration-2026',
  answers: { lockersToReplace: '12', pupils: ['6e', '5e'], comment: '' },
  savedAt: '2026-01-14T08:12:00.000Z',
  savedBy: 'Claire Durand',
  version: 0,
};

let fresh: FreshTable;
let stores: ReturnType<typeof createStores>;
beforeEach(async () => {
  fresh = await freshTable();
  stores = createStores(fresh.table, '047', clock);
});

test('a draft is found by its collège and its form', async () => {
  const { drafts } = stores;
  expect(await drafts.save(draft)).toBe('saved');
  expect(await drafts.find(uai, 'declaration-2026')).toEqual({ ...draft, version: 1 });
  expect(await drafts.find(uai, 'declaration-2027')).toBeUndefined();
  expect(await drafts.find(jeanMoulin.uai, 'declaration-2026')).toBeUndefined();
});

test('the second of two colleagues who type at once is refused and finds the name of the first', async () => {
  const { drafts } = stores;
  await drafts.save(draft);
  const petit = { ...draft, savedBy: 'Omar Petit', answers: { comment: 'Bonjour' } };
  expect(await drafts.save(petit)).toBe('conflict');
  expect(await drafts.find(uai, draft.form)).toMatchObject({ savedBy: 'Claire Durand' });
  expect(await drafts.save({ ...petit, version: 1 })).toBe('saved');
});

test('a draft whose answer was lost is saved when the page sends it again', async () => {
  await stores.drafts.save(draft);
  expect(await stores.drafts.save(draft)).toBe('saved');
  expect((await stores.drafts.find(uai, draft.form))?.version).toBe(1);
});

test('a draft that was removed is not brought back by a save of the page that still shows it', async () => {
  const { drafts } = stores;
  await drafts.save(draft);
  await drafts.remove(uai, draft.form);
  await drafts.remove(uai, draft.form);
  expect(await drafts.save({ ...draft, version: 1 })).toBe('conflict');
  expect(await drafts.find(uai, draft.form)).toBeUndefined();
});

test('a draft expires a hundred days after it was last saved', async () => {
  await stores.drafts.save(draft);
  const item = await fresh.table.get({ pk: `COLLEGE#${uai}`, sk: 'DRAFT#declaration-2026' });
  expect(item?.['expiresAt']).toBe(Date.parse('2026-04-24T08:12:00.000Z') / 1000);
});

test('a draft is neither a change nor a thing of its collège', async () => {
  await stores.drafts.save(draft);
  const day = ['2026-01-14T00:00:00.000Z', '2026-01-15T00:00:00.000Z'] as const;
  const { declarations, damages, deliveries } = stores;
  for (const store of [declarations, damages, deliveries]) {
    expect(await store.listChanged(...day)).toEqual([]);
    expect(await store.listOf(uai)).toEqual([]);
  }
  expect(await damages.listOpen(['2025-2026'])).toEqual([]);
  expect(await deliveries.listOpen(['2025-2026'])).toEqual([]);
});
