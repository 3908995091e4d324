import { expect, test } from 'vitest';
import { postedMessageKey } from '../../../functions/adapters/dynamodb/keys.ts';
import { createPostedMessageStore } from '../../../functions/adapters/dynamodb/notifications.ts';
import { freshTable } from '../../shared/fresh-table.ts';

const now = () => new Date('2026-01-14T08:12:00.000Z');
const card = { recipient: 'slack:T1/U1', reference: 'D-1', shown: 0, version: 0 };

test('a card is found by whom it is shown to and what it is of', async () => {
  const store = createPostedMessageStore((await freshTable()).table, now);
  expect(await store.save(card)).toBe('saved');
  expect(await store.find(card.recipient, card.reference)).toEqual({ ...card, version: 1 });
  expect(await store.find('slack:T1/U2', card.reference)).toBeUndefined();
  expect(await store.find(card.recipient, 'D-2')).toBeUndefined();
});

test('the second of two who write at once is told so', async () => {
  const store = createPostedMessageStore((await freshTable()).table, now);
  await store.save(card);
  expect(await store.save(card)).toBe('conflict');
  expect(await store.save({ ...card, version: 1 })).toBe('saved');
});

test('a card is forgotten after 400 days', async () => {
  const { table } = await freshTable();
  await createPostedMessageStore(table, now).save(card);
  const item = await table.get(postedMessageKey(card.recipient, card.reference));
  expect(item?.['expiresAt']).toBe(Date.parse('2027-02-18T08:12:00.000Z') / 1000);
});
