import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appId } from '../../shared/token-issuer.ts';
import { openScriptedTeams, type ScriptedTeams } from './scripted-bot.ts';

let teams: ScriptedTeams;

beforeEach(async () => {
  teams = await openScriptedTeams();
});
afterEach(() => teams.close());

describe('where the bot is installed', () => {
  const group = { conversation: { conversationType: 'groupChat', id: '19:group' } };

  test('it greets once, even if Teams reports the installation several times', async () => {
    const added = { type: 'conversationUpdate', membersAdded: [{ id: `28:${appId}` }], ...group };
    const installed = { type: 'installationUpdate', action: 'add', ...group };
    for (const event of [added, installed, installed]) {
      expect(await teams.send(teams.activity(event))).toMatchObject({ status: 200 });
    }
    await teams.send(teams.activity({ ...installed, action: 'remove' }));
    await teams.send(teams.activity({ ...installed, action: 'add-upgrade' }));
    expect(teams.service.posted).toMatchObject([{ conversation: '19:group' }]);
    expect(teams.spoken()).toEqual([
      expect.stringContaining('Écrivez ce dont votre collège a besoin'),
    ]);
  });

  test('it does not greet people who join later', async () => {
    await teams.send(
      teams.activity({ type: 'conversationUpdate', membersAdded: [{ id: '29:new' }], ...group }),
    );
    await teams.send(teams.activity({ type: 'conversationUpdate', ...group }));
    expect(teams.service.posted).toEqual([]);
  });
});

test.each([
  ['an invoke that we do not know', { type: 'invoke', name: 'task/fetch', value: {} }, 501],
  ['an invoke of tomorrow', { type: 'invoke', name: 'x/y' }, 501],
  ['typing', { type: 'typing' }, 200],
  ['a reaction', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }, 200],
])('%s is acknowledged and ignored', async (_, changes, status) => {
  expect(await teams.send(teams.activity(changes))).toMatchObject({ status });
  expect(teams.service.asked).toEqual([]);
  expect(teams.intents).toEqual([]);
});
