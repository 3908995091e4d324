import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appId } from '../../shared/token-issuer.ts';
import { openScriptedDoor, type ScriptedDoor } from './scripted-talk.ts';

let door: ScriptedDoor;

beforeEach(async () => {
  door = await openScriptedDoor();
});
afterEach(() => door.close());

describe('where the bot is put', () => {
  const group = { conversation: { conversationType: 'groupChat', id: '19:group' } };

  test('it says hello once, however often and in how many ways Teams tells of it', async () => {
    const added = { type: 'conversationUpdate', membersAdded: [{ id: `28:${appId}` }], ...group };
    const installed = { type: 'installationUpdate', action: 'add', ...group };
    for (const event of [added, installed, installed]) {
      expect(await door.send(door.activity(event))).toMatchObject({ status: 200 });
    }
    await door.send(door.activity({ ...installed, action: 'remove' }));
    await door.send(door.activity({ ...installed, action: 'add-upgrade' }));
    expect(door.service.posted).toMatchObject([{ conversation: '19:group' }]);
    expect(door.standing()).toEqual([
      expect.stringContaining('Écrivez ce dont votre collège a besoin'),
    ]);
  });

  test('it says nothing to those who join later', async () => {
    await door.send(
      door.activity({ type: 'conversationUpdate', membersAdded: [{ id: '29:new' }], ...group }),
    );
    await door.send(door.activity({ type: 'conversationUpdate', ...group }));
    expect(door.service.posted).toEqual([]);
  });
});

test.each([
  ['an invoke that we do not know', { type: 'invoke', name: 'task/fetch', value: {} }, 501],
  ['an invoke of tomorrow', { type: 'invoke', name: 'x/y' }, 501],
  ['typing', { type: 'typing' }, 200],
  ['a reaction', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }, 200],
])('%s is answered, and nothing is done', async (_, changes, status) => {
  expect(await door.send(door.activity(changes))).toMatchObject({ status });
  expect(door.service.asked).toEqual([]);
  expect(door.heard).toEqual([]);
});
