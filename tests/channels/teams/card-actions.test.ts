import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cardTurn, formTurn, openScriptedDoor, type ScriptedDoor } from './scripted-talk.ts';

let door: ScriptedDoor;

beforeEach(async () => {
  door = await openScriptedDoor();
});
afterEach(() => door.close());

describe('a button', () => {
  const ask = { verb: 'ask', data: { ask: { kind: 'report' } } };

  test('is answered by the card that takes its place', async () => {
    door.script.push(formTurn);
    const { status, body } = await door.press(ask);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: { type: 'AdaptiveCard', version: '1.5' },
    });
    expect(door.heard).toMatchObject([{ ask: { kind: 'report' } }]);
    // The form is for whoever pressed: the others go on seeing the card.
    expect(door.service.posted).toEqual([]);
  });

  test('whose work is done shows it to all of the conversation', async () => {
    await door.say('bonjour');
    door.script.push(cardTurn('Signalé'));
    const conversation = { conversationType: 'groupChat', id: 'a:personal' };
    const { body } = await door.press(ask, { conversation, replyToId: 'm1' });
    expect(body).toMatchObject({ value: { speak: 'Signalé.' } });
    expect(door.service.posted).toMatchObject([{ id: 'm1', replaced: 1 }]);
    expect(door.standing()).toEqual(['Signalé.']);
  });

  test('is answered even if the card of the others cannot be replaced', async () => {
    const { body } = await door.press(ask, { replyToId: 'gone' });
    expect(body).toMatchObject({ statusCode: 200 });
    expect(door.errors).toMatchObject([{ name: 'ConnectorError404' }]);
  });

  test('of a form gives back its bookmark and its answers, the way that was chosen', async () => {
    const data = {
      bookmark: formTurn.bookmark,
      fields: ['lockers', 'made', 'parts'],
      lists: ['parts'],
    };
    door.script.push(formTurn, cardTurn('Signalé'));
    await door.press({ verb: 'on', data: { ...data, lockers: '101-112', parts: 'door,lock' } });
    await door.press({ verb: 'back', data });
    expect(door.taken.map(({ sent }) => sent)).toEqual([
      {
        bookmark: formTurn.bookmark,
        answers: { lockers: '101-112', made: '', parts: ['door', 'lock'] },
        ...{ way: 'on', files: [] },
      },
      {
        bookmark: formTurn.bookmark,
        answers: { lockers: '', made: '', parts: [] },
        ...{ way: 'back', files: [] },
      },
    ]);
  });

  test.each([
    ['an ask that is none of ours', { verb: 'ask', data: { ask: { kind: 'delete-all' } } }],
    [
      'an ask with a collège that is none',
      { verb: 'ask', data: { ask: { kind: 'declare', uai: 'x' } } },
    ],
    ['no ask', { verb: 'ask', data: {} }],
    ['a form without its bookmark', { verb: 'on', data: { fields: [] } }],
    ['a bookmark of before', { verb: 'on', data: { bookmark: { form: 'x' } } }],
    ['another verb', { verb: 'other', data: {} }],
    ['nothing', {}],
  ])('of an old or forged card, with %s, does nothing and says so', async (_, action) => {
    const { status, body } = await door.press(action);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      statusCode: 200,
      value: { speak: expect.stringContaining('rien n’a été fait') },
    });
    expect([...door.heard, ...door.taken]).toEqual([]);
  });

  test('whose work breaks leaves the card as it is, with all that was typed', async () => {
    door.script.push(new Error('the store is gone'));
    const { status, body } = await door.press(ask, { replyToId: 'm1' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      statusCode: 500,
      type: 'application/vnd.microsoft.error',
      value: { message: expect.stringContaining('rien n’est perdu') },
    });
    expect(door.errors).toHaveLength(1);
  });
});
