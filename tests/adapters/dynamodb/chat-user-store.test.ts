import { beforeEach, expect, test } from 'vitest';
import { createChatUserStore } from '../../../functions/adapters/dynamodb/people.ts';
import type { Table } from '../../../functions/adapters/dynamodb/table.ts';
import type { ChatUser } from '../../../functions/domain/people/person.ts';
import { freshTable } from '../../shared/fresh-table.ts';

const claire: ChatUser = {
  channel: 'slack',
  account: 'T1/U1',
  mail: 'claire.durand@colleges.example.org',
  name: 'Claire Durand',
  trusted: true,
  knownAt: '2026-01-14T08:12:00.000Z',
  version: 0,
};

let table: Table;
let chatUsers: ReturnType<typeof createChatUserStore>;
beforeEach(async () => {
  ({ table } = await freshTable());
  chatUsers = createChatUserStore(table);
});

test('a chat user is found by their account, and by their mail in every chat', async () => {
  const onTeams: ChatUser = {
    ...claire,
    channel: 'teams',
    account: 'x/y',
    address: 'https://a.example',
  };
  for (const chatUser of [claire, onTeams]) expect(await chatUsers.save(chatUser)).toBe('saved');
  expect(await chatUsers.find('slack', 'T1/U1')).toEqual({ ...claire, version: 1 });
  expect(await chatUsers.find('teams', 'T1/U1')).toBeUndefined();
  expect(await chatUsers.listOf(claire.mail)).toEqual([
    { ...claire, version: 1 },
    { ...onTeams, version: 1 },
  ]);
});

test('one of two concurrent first writes of a chat user is a conflict', async () => {
  const outcomes = await Promise.all([chatUsers.save(claire), chatUsers.save(claire)]);
  expect(outcomes.toSorted()).toEqual(['conflict', 'saved']);
});

test('a chat user whose mail has changed is not found by the former mail', async () => {
  await chatUsers.save(claire);
  const updated = { ...claire, mail: 'c.durand@colleges.example.org', version: 1 };
  expect(await chatUsers.save(updated)).toBe('saved');
  expect(await chatUsers.listOf(claire.mail)).toEqual([]);
  expect(await chatUsers.listOf(updated.mail)).toHaveLength(1);
  const left = { pk: `CHAT_USERS#${claire.mail}`, sk: 'CHAT_USER#slack#T1/U1' };
  expect(await table.get(left)).toBeUndefined();
});

test('the removal of a chat user leaves no item', async () => {
  await chatUsers.save(claire);
  await chatUsers.remove({ ...claire, version: 1 });
  expect(await chatUsers.find('slack', 'T1/U1')).toBeUndefined();
  expect(await chatUsers.listOf(claire.mail)).toEqual([]);
  const left = { pk: `CHAT_USERS#${claire.mail}`, sk: 'CHAT_USER#slack#T1/U1' };
  expect(await table.get(left)).toBeUndefined();
});

test('a chat user expires 400 days after the chat was last asked about them', async () => {
  await chatUsers.save(claire);
  const item = await table.get({ pk: 'CHAT_USER#slack#T1/U1', sk: 'CHAT_USER' });
  expect(item?.['expiresAt']).toBe(Date.parse('2027-02-18T08:12:00.000Z') / 1000);
});
