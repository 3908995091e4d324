import { beforeEach, expect, test } from 'vitest';
import { makeContactStore } from '../../../functions/adapters/dynamodb/people.ts';
import type { Table } from '../../../functions/adapters/dynamodb/table.ts';
import type { Contact } from '../../../functions/domain/people/person.ts';
import { freshTable } from '../../shared/fresh-table.ts';

const claire: Contact = {
  door: 'slack',
  account: 'T1/U1',
  mail: 'claire.durand@colleges.example.org',
  name: 'Claire Durand',
  trusted: true,
  knownAt: '2026-01-14T08:12:00.000Z',
  version: 0,
};

let table: Table;
let contacts: ReturnType<typeof makeContactStore>;
beforeEach(async () => {
  ({ table } = await freshTable());
  contacts = makeContactStore(table);
});

test('a contact is found by its account, and by its mail with those of other chats', async () => {
  const onTeams: Contact = {
    ...claire,
    door: 'teams',
    account: 'x/y',
    address: 'https://a.example',
  };
  for (const contact of [claire, onTeams]) expect(await contacts.save(contact)).toBe('saved');
  expect(await contacts.find('slack', 'T1/U1')).toEqual({ ...claire, version: 1 });
  expect(await contacts.find('teams', 'T1/U1')).toBeUndefined();
  expect(await contacts.listOf(claire.mail)).toEqual([
    { ...claire, version: 1 },
    { ...onTeams, version: 1 },
  ]);
});

test('of two who learn a contact at the same moment, one writes', async () => {
  const outcomes = await Promise.all([contacts.save(claire), contacts.save(claire)]);
  expect(outcomes.toSorted()).toEqual(['saved', 'stale']);
});

test('whose mail has changed is no longer found by the former one', async () => {
  await contacts.save(claire);
  const moved = { ...claire, mail: 'c.durand@colleges.example.org', version: 1 };
  expect(await contacts.save(moved)).toBe('saved');
  expect(await contacts.listOf(claire.mail)).toEqual([]);
  expect(await contacts.listOf(moved.mail)).toHaveLength(1);
  const left = { pk: `CONTACTS#${claire.mail}`, sk: 'CONTACT#slack#T1/U1' };
  expect(await table.get(left)).toBeUndefined();
});

test('nothing is left of one that is removed', async () => {
  await contacts.save(claire);
  await contacts.remove({ ...claire, version: 1 });
  expect(await contacts.find('slack', 'T1/U1')).toBeUndefined();
  expect(await contacts.listOf(claire.mail)).toEqual([]);
  const left = { pk: `CONTACTS#${claire.mail}`, sk: 'CONTACT#slack#T1/U1' };
  expect(await table.get(left)).toBeUndefined();
});

test('goes by itself four hundred days after it was last seen', async () => {
  await contacts.save(claire);
  const item = await table.get({ pk: 'CONTACT#slack#T1/U1', sk: 'CONTACT' });
  expect(item?.['expiresAt']).toBe(Date.parse('2027-02-18T08:12:00.000Z') / 1000);
});
