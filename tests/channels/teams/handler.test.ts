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
    await teams.send(teams.activity({ ...installed, action: 'add-upgrade' }));
    expect(teams.service.posted).toMatchObject([{ conversation: '19:group' }]);
    expect(teams.spoken()).toEqual([
      expect.stringContaining('Écrivez ce dont votre collège a besoin'),
    ]);
  });

  test.each([
    ['installationUpdate', { type: 'installationUpdate', action: 'remove', ...group }],
    [
      'conversationUpdate',
      { type: 'conversationUpdate', membersRemoved: [{ id: `28:${appId}` }], ...group },
    ],
  ])('it greets again after it was removed and installed again: %s', async (_, removed) => {
    const installed = { type: 'installationUpdate', action: 'add', ...group };
    for (const event of [installed, removed, removed, installed, installed]) {
      expect(await teams.send(teams.activity(event))).toMatchObject({ status: 200 });
    }
    expect(teams.service.posted).toHaveLength(2);
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

test.each([
  ['an id', { id: 'a\ud800' }],
  ['a sender', { from: { id: '29:\udfff' } }],
  ['a conversation', { conversation: { id: 'a:\ud800', conversationType: 'personal' } }],
])('a lone surrogate in %s is refused', async (_, changes) => {
  const sent = teams.activity({ type: 'message', text: 'bonjour', ...changes });
  expect(await teams.send(sent)).toMatchObject({ status: 400 });
  expect(teams.errors).toEqual([]);
});

test('null is as good as absent where a key is optional', async () => {
  const sent = teams.activity({ type: 'message', text: null, entities: null, attachments: null });
  const nulls = { ...sent, id: null, from: { ...sent.from, name: null } };
  expect(await teams.send(nulls)).toMatchObject({ status: 200 });
  const update = { ...sent, type: 'conversationUpdate', membersAdded: null };
  expect(await teams.send(update)).toMatchObject({ status: 200 });
});

test('every message without an id is answered', async () => {
  for (const text of ['bonjour', 'bonjour', 'encore']) {
    const { id: _, ...sent } = teams.activity({ type: 'message', text });
    expect(await teams.send(sent)).toMatchObject({ status: 200 });
  }
  expect(teams.service.posted).toHaveLength(3);
});

test('a token that the connector refuses is replaced by a new one', async () => {
  await teams.say('bonjour');
  teams.environment.setClock(
    new Date(teams.environment.clock.now().getTime() + 120_000).toISOString(),
  );
  teams.service.tokens.splice(0, 1, 'revoked');
  expect(await teams.say('encore')).toMatchObject({ status: 200 });
  expect(teams.service.posted).toHaveLength(2);
  expect(teams.service.tokens).toHaveLength(2);
});
