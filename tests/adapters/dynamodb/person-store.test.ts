import { beforeEach, expect, test } from 'vitest';
import { createPersonStore } from '../../../functions/adapters/dynamodb/people.ts';
import type { PersonStore } from '../../../functions/use-cases/ports.ts';
import { durand, petit } from '../../shared/examples.ts';
import { freshTable } from '../../shared/fresh-table.ts';

let store: PersonStore;
beforeEach(async () => {
  store = createPersonStore((await freshTable()).table, '047');
});

test('removes the person that was read, and no other', async () => {
  await store.save(durand);
  await store.save(petit);
  expect(await store.remove({ ...durand, version: 1 })).toBe('saved');
  expect((await store.list()).map(({ mail }) => mail)).toEqual([petit.mail]);
  // The removal lost its answer and is sent again.
  expect(await store.remove({ ...durand, version: 1 })).toBe('saved');
});

test('keeps a person who has changed since they were read', async () => {
  await store.save(durand);
  await store.save({ ...durand, version: 1, name: 'Claire Martin', lastIdempotencyKey: 'a' });
  expect(await store.remove({ ...durand, version: 1 })).toBe('conflict');
  expect((await store.find(durand.mail))?.name).toBe('Claire Martin');
});
