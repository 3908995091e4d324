import { expect, test } from 'vitest';
import { makeSendStore } from '../../../functions/adapters/dynamodb/notifications.ts';
import { freshTable } from '../../shared/fresh-table.ts';

const claim = {
  noticeId: 'digest-1',
  recipient: 'mail:a@casiers.example.org',
  state: 'sending',
  at: '2026-01-15T01:00:00.000Z',
  run: 'one',
  version: 0,
} as const;

test('of two runs that claim one notice for one recipient at the same moment, one does', async () => {
  const store = makeSendStore((await freshTable()).table);
  expect(await store.save(claim)).toBe('saved');
  expect(await store.save({ ...claim, run: 'two' })).toBe('stale');
  // Its own answer lost, the first tries again and meets itself.
  expect(await store.save(claim)).toBe('saved');
  expect(await store.find(claim.noticeId, claim.recipient)).toEqual({ ...claim, version: 1 });
});

test('recipients of one notice do not stand in each other’s way', async () => {
  const store = makeSendStore((await freshTable()).table);
  await store.save(claim);
  expect(await store.save({ ...claim, recipient: 'mail:b@casiers.example.org' })).toBe('saved');
});
