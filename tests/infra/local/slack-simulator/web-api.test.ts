import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memberOf } from '../../../../infra/local/slack-simulator/workspace.ts';
import { slackBotToken } from '../../../shared/slack-environment.ts';
import { divider, words } from './block-kit/samples.ts';
import { type Desk, openDesk } from './slack-desk.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.slack.close());

describe('tokens', () => {
  test('ours says who we are', async () => {
    expect(await desk.bot.auth.test()).toMatchObject({
      ok: true,
      team_id: desk.slack.workspace.team.id,
      user_id: desk.slack.workspace.bot.userId,
    });
  });

  test('another is refused, and none too', async () => {
    await expect(desk.clientWith('xoxb-another').auth.test()).rejects.toThrow('invalid_auth');
    await expect(desk.clientWith(undefined).auth.test()).rejects.toThrow('not_authed');
  });
});

describe('people', () => {
  test('are known by their mail', async () => {
    const { user } = await desk.bot.users.info({ user: desk.claire().id });
    expect(user?.profile?.email).toBe('claire.durand@colleges.example.org');
    expect(user?.is_restricted).toBeUndefined();
  });

  test('are said to be guests when they are', async () => {
    const { user } = await desk.bot.users.info({
      user: memberOf(desk.slack.workspace, 'guest').id,
    });
    expect(user?.is_restricted).toBe(true);
  });

  test('may be deactivated', async () => {
    const { id } = memberOf(desk.slack.workspace, 'omar');
    desk.slack.amend(id, { deleted: true });
    expect((await desk.bot.users.info({ user: id })).user?.deleted).toBe(true);
  });
});

describe('messages', () => {
  test('reach whom they are for, and are changed', async () => {
    const { ts = '' } = await desk.bot.chat.postMessage({
      channel: desk.claire().id,
      text: 'Bonjour',
    });
    await desk.bot.chat.update({ channel: desk.claire().directChannel, ts, text: 'Bonsoir' });
    const messages = await desk.slack.screen.messages('claire');
    expect(messages.at(-1)).toMatchObject({ text: 'Bonsoir', isEdited: true, isEphemeral: false });
    expect(await desk.slack.screen.messages('guest')).toEqual([]);
  });

  test('for one person alone are seen by that person alone', async () => {
    const { id } = desk.slack.workspace.channels[0] ?? { id: '' };
    await desk.bot.chat.postEphemeral({ channel: id, user: desk.claire().id, text: 'Entre nous' });
    expect((await desk.slack.screen.messages('claire', 'general')).at(-1)).toMatchObject({
      text: 'Entre nous',
      isEphemeral: true,
    });
    expect(await desk.slack.screen.messages('education', 'general')).toEqual([]);
  });

  test('stay beside the message that they answer', async () => {
    const channel = desk.claire().id;
    const { ts } = await desk.bot.chat.postMessage({ channel, text: 'Un' });
    await desk.bot.chat.postMessage({ channel, text: 'Deux' });
    await desk.bot.chat.postMessage({ channel, text: 'Un bis', thread_ts: ts });
    const texts = (await desk.slack.screen.messages('claire')).map(({ text }) => text);
    expect(texts.slice(-3)).toEqual(['Un', 'Un bis', 'Deux']);
  });

  test('that pass a limit are refused with the place', async () => {
    const sent = { channel: desk.claire().id, text: 'Bonjour', blocks: [divider, words(3001)] };
    await expect(desk.call('chat.postMessage', sent)).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: {
          messages: [
            '[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]',
          ],
        },
      },
    });
    expect(desk.slack.log.lines.at(-1)).toMatchObject({
      what: 'chat.postMessage',
      isWrong: true,
      problems: ['must be less than 3001 characters [json-pointer:/blocks/1/text/text]'],
    });
  });
});

describe('faults', () => {
  test('a call too many is told to wait', async () => {
    desk.slack.faults.plan({ kind: 'rate-limited', retryAfterSeconds: 7 }, { method: 'auth.test' });
    await expect(desk.bot.auth.test()).rejects.toMatchObject({ retryAfter: 7 });
    expect((await desk.bot.auth.test()).ok).toBe(true);
  });

  test('Slack is down, or says nothing', async () => {
    desk.slack.faults.plan({ kind: 'broken' }, { times: 1 });
    desk.slack.faults.plan({ kind: 'hanging' });
    await expect(desk.bot.auth.test()).rejects.toThrow();
    const patience = AbortSignal.timeout(200);
    const headers = { authorization: `Bearer ${slackBotToken}` };
    const asked = fetch(`${desk.slack.apiUrl}auth.test`, {
      method: 'POST',
      headers,
      signal: patience,
    });
    await expect(asked).rejects.toThrow(/abort|timeout/i);
  });
});
