import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { durand } from '../../shared/examples.ts';
import { cardOf } from '../../shared/teams-service.ts';
import { appId, tenantId } from '../../shared/token-issuer.ts';
import { formView, messageView, openScriptedTeams, type ScriptedTeams } from './scripted-bot.ts';
import { durandInTeams } from './teams-endpoint.ts';

let teams: ScriptedTeams;

beforeEach(async () => {
  teams = await openScriptedTeams();
});
afterEach(() => teams.close());

describe('a message', () => {
  test('is answered by a card in the same conversation, for the person of the account', async () => {
    teams.script.push(messageView('Votre collège'));
    expect(await teams.say(' déclarer ')).toEqual({ status: 200, body: undefined });
    expect(teams.sentences).toEqual(['déclarer']);
    expect(teams.intents).toMatchObject([
      {
        botUser: {
          kind: 'linked',
          channel: 'teams',
          account: `${tenantId}/${durandInTeams.aadObjectId}`,
          person: { mail: durand.mail },
        },
        intent: { kind: 'help', input: 'déclarer' },
      },
    ]);
    expect(teams.service.posted).toMatchObject([
      { conversation: 'a:personal', activity: { type: 'message', summary: 'Votre collège.' } },
    ]);
  });

  test('that mentions the bot in a channel is read without the mention, and answered in private', async () => {
    const id = '19:abc@thread.tacv2;messageid=1699';
    await teams.say('<at>Casiers 47</at>&nbsp;où en est <at>Paul</at>\u00a0?\n', {
      conversation: { conversationType: 'channel', id },
      entities: [
        { type: 'clientInfo', locale: 'fr-FR' },
        { type: 'mention', text: '<at>Casiers 47</at>', mentioned: { id: `28:${appId}` } },
        { type: 'mention', text: '<at>Paul</at>', mentioned: { id: '29:paul', name: 'Paul L.' } },
      ],
    });
    expect(teams.sentences).toEqual(['où en est Paul L. ?']);
    expect(teams.service.posted).toMatchObject([
      { conversation: `a:${durandInTeams.id}`, activity: { summary: 'Bonjour.' } },
      { conversation: id, activity: { summary: 'Je vous réponds en privé.' } },
    ]);
  });

  test('that Teams sends twice is answered once', async () => {
    const message = teams.activity({ type: 'message', text: 'bonjour' });
    await Promise.all([teams.send(message), teams.send(message)]);
    await teams.send(message);
    expect(teams.service.posted).toHaveLength(1);
    // In another conversation the same id is another message.
    await teams.send({ ...message, conversation: { ...message.conversation, id: 'a:other' } });
    expect(teams.service.posted).toHaveLength(2);
  });

  test('is answered twice rather than not at all when the answer of the connector was lost', async () => {
    await teams.say('bonjour');
    teams.service.troubles.push({ status: 502, isDone: true });
    expect(await teams.say('et encore')).toMatchObject({ status: 200 });
    expect(teams.service.posted).toHaveLength(3);
  });

  test.each([429, 412, 502, 503, 504])('is answered by a retry after a %i', async (status) => {
    await teams.say('bonjour');
    teams.service.troubles.push({ status, retryAfter: 1 });
    expect(await teams.say('et encore')).toMatchObject({ status: 200 });
    expect(teams.service.posted).toHaveLength(2);
  });

  test('is sent again by Teams when it refused the answer', async () => {
    const message = teams.activity({ type: 'message', text: 'bonjour' });
    await teams.say('bonjour');
    teams.service.troubles.push({ status: 400 });
    expect(await teams.send(message)).toMatchObject({ status: 500 });
    expect(teams.errors).toMatchObject([{ name: 'ConnectorError400' }]);
    expect(await teams.send(message)).toMatchObject({ status: 200 });
    expect(teams.service.posted).toHaveLength(2);
  });

  test('is answered even when the bot fails', async () => {
    teams.script.push(new Error('the store is gone'));
    expect(await teams.say('bonjour')).toMatchObject({ status: 200 });
    expect(teams.spoken()).toEqual([expect.stringContaining('n’a pas abouti')]);
    expect(teams.errors).toMatchObject([{ message: 'the store is gone' }]);
  });

  test('may open a form in the conversation', async () => {
    teams.script.push(formView);
    await teams.say('signaler');
    const [form] = teams.service.posted.map(cardOf);
    expect(form?.['body']).toContainEqual(expect.objectContaining({ id: 'lockers' }));
  });
});
