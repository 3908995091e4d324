import { beforeEach, expect, test } from 'vitest';
import { createPersonStore } from '../../../functions/adapters/dynamodb/people.ts';
import type { PersonStore } from '../../../functions/use-cases/ports.ts';
import { durand, petit } from '../../shared/examples.ts';
import { freshTable } from '../../shared/fresh-table.ts';

let store: PersonStore;
beforeEach(async () => {
  store = createPersonStore((await freshTable()).table, '047');
});

test('a person is removed as they were read, and nobody else is', async () => {
  await store.save(durand);
  await store.save(petit);
  expect(await store.remove({ ...durand, version: 1 })).toBe('saved');
  expect((await store.list()).map(({ mail }) => mail)).toEqual([petit.mail]);
  // The same removal again, its answer lost.
  expect(await store.remove({ ...durand, version: 1 })).toBe('saved');
});

test('a person whom somebody changed meanwhile is not removed', async () => {
  await store.save(durand);
  await store.save({ ...durand, version: 1, name: 'Claire Martin', lastIdempotencyKey: 'a' });
  expect(await store.remove({ ...durand, version: 1 })).toBe('conflict');
  expect((await store.find(durand.mail))?.name).toBe('Claire Martin');
});
