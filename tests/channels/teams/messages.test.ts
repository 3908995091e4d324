import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { durand } from '../../shared/examples.ts';
import { cardOf } from '../../shared/teams-service.ts';
import { appId, tenantId } from '../../shared/token-issuer.ts';
import { cardTurn, formTurn, openScriptedDoor, type ScriptedDoor } from './scripted-talk.ts';
import { durandInTeams } from './teams-door.ts';

let door: ScriptedDoor;

beforeEach(async () => {
  door = await openScriptedDoor();
});
afterEach(() => door.close());

describe('a message', () => {
  test('is answered by a card in the same conversation, from the person behind the account', async () => {
    door.script.push(cardTurn('Votre collège'));
    expect(await door.say(' déclarer ')).toEqual({ status: 200, body: undefined });
    expect(door.said).toEqual(['déclarer']);
    expect(door.heard).toMatchObject([
      {
        speaker: {
          kind: 'known',
          door: 'teams',
          account: `${tenantId}/${durandInTeams.aadObjectId}`,
          person: { mail: durand.mail },
        },
        ask: { kind: 'help', typed: 'déclarer' },
      },
    ]);
    expect(door.service.posted).toMatchObject([
      { conversation: 'a:personal', activity: { type: 'message', summary: 'Votre collège.' } },
    ]);
  });

  test('that names the bot in a channel is read without that name, and answered in its thread', async () => {
    const id = '19:abc@thread.tacv2;messageid=1699';
    await door.say('<at>Casiers 47</at>&nbsp;où en est <at>Paul</at>\u00a0?\n', {
      conversation: { conversationType: 'channel', id },
      entities: [
        { type: 'clientInfo', locale: 'fr-FR' },
        { type: 'mention', text: '<at>Casiers 47</at>', mentioned: { id: `28:${appId}` } },
        { type: 'mention', text: '<at>Paul</at>', mentioned: { id: '29:paul', name: 'Paul L.' } },
      ],
    });
    expect(door.said).toEqual(['où en est Paul L. ?']);
    expect(door.service.posted).toMatchObject([{ conversation: id }]);
  });

  test('brought twice is answered once', async () => {
    const message = door.activity({ type: 'message', text: 'bonjour' });
    await Promise.all([door.send(message), door.send(message)]);
    await door.send(message);
    expect(door.service.posted).toHaveLength(1);
    // Elsewhere the same id is another message.
    await door.send({ ...message, conversation: { ...message.conversation, id: 'a:other' } });
    expect(door.service.posted).toHaveLength(2);
  });

  test('whose answer got lost on the way back is not answered once more', async () => {
    await door.say('bonjour');
    door.service.troubles.push({ status: 502, isDone: true });
    expect(await door.say('et encore')).toMatchObject({ status: 200 });
    expect(door.service.posted).toHaveLength(2);
  });

  test.each([429, 412, 503])('is answered once Teams takes it after a %i', async (status) => {
    await door.say('bonjour');
    door.service.troubles.push({ status, retryAfter: 1 });
    expect(await door.say('et encore')).toMatchObject({ status: 200 });
    expect(door.service.posted).toHaveLength(2);
  });

  test('that Teams refuses to take an answer to is brought again', async () => {
    const message = door.activity({ type: 'message', text: 'bonjour' });
    await door.say('bonjour');
    door.service.troubles.push({ status: 400 });
    expect(await door.send(message)).toMatchObject({ status: 500 });
    expect(door.errors).toMatchObject([{ name: 'ConnectorError400' }]);
    expect(await door.send(message)).toMatchObject({ status: 200 });
    expect(door.service.posted).toHaveLength(2);
  });

  test('is answered even when something breaks', async () => {
    door.script.push(new Error('the store is gone'));
    expect(await door.say('bonjour')).toMatchObject({ status: 200 });
    expect(door.standing()).toEqual([expect.stringContaining('n’a pas abouti')]);
    expect(door.errors).toMatchObject([{ message: 'the store is gone' }]);
  });

  test('may open a form in the conversation', async () => {
    door.script.push(formTurn);
    await door.say('signaler');
    const [form] = door.service.posted.map(cardOf);
    expect(form?.['body']).toContainEqual(expect.objectContaining({ id: 'lockers' }));
  });
});
