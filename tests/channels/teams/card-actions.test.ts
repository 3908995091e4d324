import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formView, messageView, openScriptedTeams, type ScriptedTeams } from './scripted-bot.ts';

let teams: ScriptedTeams;

beforeEach(async () => {
  teams = await openScriptedTeams();
});
afterEach(() => teams.close());

describe('a button', () => {
  const intent = { verb: 'intent', data: { intent: { kind: 'report' } } };

  test('is answered by the card that replaces it', async () => {
    teams.script.push(formView);
    const { status, body } = await teams.press(intent);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: { type: 'AdaptiveCard', version: '1.5' },
    });
    expect(teams.intents).toMatchObject([{ intent: { kind: 'report' } }]);
    // The form is for the person who pressed: the others still see the card.
    expect(teams.service.posted).toEqual([]);
  });

  test('in a personal chat replaces the message, so that it shows the same when opened again', async () => {
    await teams.say('bonjour');
    teams.script.push(messageView('Signalé'));
    const { body } = await teams.press(intent, { replyToId: 'm1' });
    expect(body).toMatchObject({ value: { speak: 'Signalé.' } });
    expect(teams.service.posted).toMatchObject([{ id: 'm1', replaced: 1 }]);
    expect(teams.spoken()).toEqual(['Signalé.']);
  });

  test('is answered even if the message cannot be replaced', async () => {
    const { body } = await teams.press(intent, { replyToId: 'gone' });
    expect(body).toMatchObject({ statusCode: 200 });
    expect(teams.errors).toMatchObject([{ name: 'ConnectorError404' }]);
  });

  test('of a form sends its state, its answers and the direction', async () => {
    const data = {
      formState: formView.formState,
      fields: ['lockers', 'maker', 'parts'],
      lists: ['parts'],
    };
    teams.script.push(formView, messageView('Signalé'));
    await teams.press({ verb: 'next', data: { ...data, lockers: '101-112', parts: 'door,lock' } });
    await teams.press({ verb: 'back', data });
    expect(teams.submissions.map(({ submission }) => submission)).toEqual([
      {
        formState: formView.formState,
        answers: { lockers: '101-112', maker: '', parts: ['door', 'lock'] },
        ...{ direction: 'next', files: [] },
      },
      {
        formState: formView.formState,
        answers: { lockers: '', maker: '', parts: [] },
        ...{ direction: 'back', files: [] },
      },
    ]);
  });

  test.each([
    ['an ask that is none of ours', { verb: 'intent', data: { intent: { kind: 'delete-all' } } }],
    [
      'an ask with a collège that is none',
      { verb: 'intent', data: { intent: { kind: 'declare', uai: 'x' } } },
    ],
    ['no ask', { verb: 'intent', data: {} }],
    ['a form without its bookmark', { verb: 'next', data: { fields: [] } }],
    ['a bookmark of before', { verb: 'next', data: { formState: { form: 'x' } } }],
    ['another verb', { verb: 'other', data: {} }],
    ['nothing', {}],
  ])('of an old or forged card, with %s, does nothing and says so', async (_, action) => {
    const { status, body } = await teams.press(action);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      statusCode: 200,
      value: { speak: expect.stringContaining('rien n’a été fait') },
    });
    expect([...teams.intents, ...teams.submissions]).toEqual([]);
  });

  test('that fails leaves the card as it is, with its answers', async () => {
    teams.script.push(new Error('the store is gone'));
    const { status, body } = await teams.press(intent, { replyToId: 'm1' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      statusCode: 500,
      type: 'application/vnd.microsoft.error',
      value: { message: expect.stringContaining('rien n’est perdu') },
    });
    expect(teams.errors).toHaveLength(1);
  });
});
