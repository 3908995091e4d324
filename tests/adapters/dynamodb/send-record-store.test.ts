import { expect, test } from 'vitest';
import { createSendRecordStore } from '../../../functions/adapters/dynamodb/notifications.ts';
import { freshTable } from '../../shared/fresh-table.ts';

const lease = {
  notificationId: 'digest-1',
  recipient: 'mail:a@casiers.example.org',
  state: 'sending',
  at: '2026-01-15T01:00:00.000Z',
  run: 'one',
  version: 0,
} as const;

test('one of two runs that lease a notification for a recipient at the same moment succeeds', async () => {
  const store = createSendRecordStore((await freshTable()).table);
  expect(await store.save(lease)).toBe('saved');
  expect(await store.save({ ...lease, run: 'two' })).toBe('conflict');
  // The first lost its answer and writes again: the lease that it finds is its own.
  expect(await store.save(lease)).toBe('saved');
  expect(await store.find(lease.notificationId, lease.recipient)).toEqual({ ...lease, version: 1 });
});

test('the leases of two recipients of one notification are independent', async () => {
  const store = createSendRecordStore((await freshTable()).table);
  await store.save(lease);
  expect(await store.save({ ...lease, recipient: 'mail:b@casiers.example.org' })).toBe('saved');
});
