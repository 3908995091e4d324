import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memberOf } from '../../../../infra/local/slack-simulator/workspace.ts';
import { divider, words } from './block-kit/samples.ts';
import { sampleBotToken } from './sample-app.ts';
import { startTestSlack, type TestSlack } from './test-slack.ts';

let testSlack: TestSlack;

beforeAll(async () => {
  testSlack = await startTestSlack();
});
afterAll(() => testSlack.slack.close());

describe('tokens', () => {
  test('the bot token identifies the bot', async () => {
    expect(await testSlack.bot.auth.test()).toMatchObject({
      ok: true,
      team_id: testSlack.slack.workspace.team.id,
      user_id: testSlack.slack.workspace.bot.userId,
    });
  });

  test('another token is refused, and a missing one', async () => {
    await expect(testSlack.clientWith('xoxb-another').auth.test()).rejects.toThrow('invalid_auth');
    await expect(testSlack.clientWith(undefined).auth.test()).rejects.toThrow('not_authed');
  });
});

describe('people', () => {
  test('have a mail address', async () => {
    const { user } = await testSlack.bot.users.info({ user: testSlack.claire().id });
    expect(user?.profile?.email).toBe('claire.durand@example.org');
    expect(user?.is_restricted).toBeUndefined();
  });

  test('can be guests', async () => {
    const { user } = await testSlack.bot.users.info({
      user: memberOf(testSlack.slack.workspace, 'guest').id,
    });
    expect(user?.is_restricted).toBe(true);
  });

  test('can be deactivated', async () => {
    const { id } = memberOf(testSlack.slack.workspace, 'omar');
    testSlack.slack.amend(id, { deleted: true });
    expect((await testSlack.bot.users.info({ user: id })).user?.deleted).toBe(true);
  });
});

describe('messages', () => {
  test('reach their recipient and can be updated', async () => {
    const { ts = '' } = await testSlack.bot.chat.postMessage({
      channel: testSlack.claire().id,
      text: 'Bonjour',
    });
    await testSlack.bot.chat.update({
      channel: testSlack.claire().directChannel,
      ts,
      text: 'Bonsoir',
    });
    const messages = await testSlack.slack.screen.messages('claire');
    expect(messages.at(-1)).toMatchObject({ text: 'Bonsoir', isEdited: true, isEphemeral: false });
    expect(await testSlack.slack.screen.messages('guest')).toEqual([]);
  });

  test('that are ephemeral are seen by their recipient only', async () => {
    const { id } = testSlack.slack.workspace.channels[0] ?? { id: '' };
    await testSlack.bot.chat.postEphemeral({
      channel: id,
      user: testSlack.claire().id,
      text: 'Entre nous',
    });
    expect((await testSlack.slack.screen.messages('claire', 'general')).at(-1)).toMatchObject({
      text: 'Entre nous',
      isEphemeral: true,
    });
    expect(await testSlack.slack.screen.messages('omar', 'general')).toEqual([]);
  });

  test('follow the message that they answer', async () => {
    const channel = testSlack.claire().id;
    const { ts } = await testSlack.bot.chat.postMessage({ channel, text: 'Un' });
    await testSlack.bot.chat.postMessage({ channel, text: 'Deux' });
    await testSlack.bot.chat.postMessage({ channel, text: 'Un bis', thread_ts: ts });
    const texts = (await testSlack.slack.screen.messages('claire')).map(({ text }) => text);
    expect(texts.slice(-3)).toEqual(['Un', 'Un bis', 'Deux']);
  });

  test('that exceed a limit are refused with the place', async () => {
    const sent = {
      channel: testSlack.claire().id,
      text: 'Bonjour',
      blocks: [divider, words(3001)],
    };
    await expect(testSlack.call('chat.postMessage', sent)).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: {
          messages: [
            '[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]',
          ],
        },
      },
    });
    expect(testSlack.slack.log.lines.at(-1)).toMatchObject({
      what: 'chat.postMessage',
      isWrong: true,
      problems: ['must be less than 3001 characters [json-pointer:/blocks/1/text/text]'],
    });
  });
});

describe('faults', () => {
  test('a rate-limited call is told how long to wait', async () => {
    testSlack.slack.faults.plan(
      { kind: 'rate-limited', retryAfterSeconds: 7 },
      { method: 'auth.test' },
    );
    await expect(testSlack.bot.auth.test()).rejects.toMatchObject({ retryAfter: 7 });
    expect((await testSlack.bot.auth.test()).ok).toBe(true);
  });

  test('Slack answers 500, or does not answer', async () => {
    testSlack.slack.faults.plan({ kind: 'broken' }, { times: 1 });
    testSlack.slack.faults.plan({ kind: 'hanging' });
    await expect(testSlack.bot.auth.test()).rejects.toThrow();
    const signal = AbortSignal.timeout(200);
    const headers = { authorization: `Bearer ${sampleBotToken}` };
    const answer = fetch(`${testSlack.slack.apiUrl}auth.test`, {
      method: 'POST',
      headers,
      signal,
    });
    await expect(answer).rejects.toThrow(/abort|timeout/i);
  });
});
