import { expect, test } from 'vitest';
import { postedMessageKey } from '../../../functions/adapters/dynamodb/keys.ts';
import { createPostedMessageStore } from '../../../functions/adapters/dynamodb/notifications.ts';
import { freshTable } from '../../shared/fresh-table.ts';

const now = () => new Date('2026-01-14T08:12:00.000Z');
const message = { recipient: 'slack:T1/U1', reference: 'D-1', shown: 0, version: 0 };

test('a posted message is found by its recipient and its reference', async () => {
  const store = createPostedMessageStore((await freshTable()).table, now);
  expect(await store.save(message)).toBe('saved');
  expect(await store.find(message.recipient, message.reference)).toEqual({
    ...message,
    version: 1,
  });
  expect(await store.find('slack:T1/U2', message.reference)).toBeUndefined();
  expect(await store.find(message.recipient, 'D-2')).toBeUndefined();
});

test('the second of two concurrent writes is a conflict', async () => {
  const store = createPostedMessageStore((await freshTable()).table, now);
  await store.save(message);
  expect(await store.save(message)).toBe('conflict');
  expect(await store.save({ ...message, version: 1 })).toBe('saved');
});

test('a posted message expires after 400 days', async () => {
  const { table } = await freshTable();
  await createPostedMessageStore(table, now).save(message);
  const item = await table.get(postedMessageKey(message.recipient, message.reference));
  expect(item?.['expiresAt']).toBe(Date.parse('2027-02-18T08:12:00.000Z') / 1000);
});
