import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type {
  Endpoint,
  EndpointReply,
  SlackRequest,
} from '../../../../infra/local/slack-simulator/sender.ts';
import type { LocalSlack } from '../../../../infra/local/slack-simulator/simulator.ts';
import { memberOf } from '../../../../infra/local/slack-simulator/workspace.ts';
import {
  answered,
  contentOf,
  slackBotToken,
  slackSigningSecret,
  startSlackEnvironment,
} from '../../../shared/slack-environment.ts';
import { divider, home, modal, typedInput, words } from './block-kit/samples.ts';

let slack: LocalSlack;
let told: SlackRequest[] = [];
afterEach(async () => {
  told = [];
  await slack.close();
});

/** An app that answers so, and whose requests are kept. */
async function start(answer: Endpoint, retryMilliseconds: readonly number[] = []): Promise<void> {
  slack = await startSlackEnvironment({
    retryMilliseconds,
    endpoint: async (request) => {
      told.push(request);
      return answer(request);
    },
  });
}

/** An app that opens this modal when it is called, and answers so when it comes back. */
const withModal = (view: object, answer: () => EndpointReply) =>
  start(async (request) => {
    const { type, trigger_id } = contentOf(request);
    if (type === 'view_submission') return answer();
    if (trigger_id) await ask('views.open', { trigger_id, view });
    return answered();
  });

const ask = (method: string, args: object) =>
  fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${slackBotToken}` },
    body: JSON.stringify(args),
  });

const lastContent = () => contentOf(told.at(-1) ?? { headers: {}, body: '' });

test('all that is sent is signed as Slack signs it', async () => {
  await start(async () => answered());
  await slack.client.command('claire', 'besoin');
  const { headers = {}, body = '' } = told[0] ?? {};
  const base = `v0:${headers['x-slack-request-timestamp']}:${body}`;
  expect(headers['x-slack-signature']).toBe(
    `v0=${createHmac('sha256', slackSigningSecret).update(base).digest('hex')}`,
  );
  const seconds = Date.now() / 1000 - Number(headers['x-slack-request-timestamp']);
  expect(Math.abs(seconds)).toBeLessThan(5);
});

describe('a command', () => {
  test('says who, where and what', async () => {
    await start(async () => answered());
    await slack.client.command('claire', 'dégât', 'general');
    expect(lastContent()).toMatchObject({
      command: '/casiers',
      text: 'dégât',
      user_id: memberOf(slack.workspace, 'claire').id,
      team_id: slack.workspace.team.id,
      channel_name: 'general',
      is_enterprise_install: 'false',
    });
  });

  test('is answered for its author alone', async () => {
    await start(async () => answered({ text: 'Bonjour Claire' }));
    await slack.client.command('claire', '');
    expect(await slack.screen.messages('claire')).toMatchObject([
      { text: 'Bonjour Claire', isEphemeral: true },
    ]);
  });

  test('whose answer breaks a limit is seen in the log, not on the screen', async () => {
    await start(async () => answered({ text: 'Bonjour', blocks: [words(3001)] }));
    await slack.client.command('claire', '');
    expect(await slack.screen.messages('claire')).toEqual([]);
    expect(slack.log.lines.at(-1)).toMatchObject({ outcome: 'invalid_blocks', isWrong: true });
  });

  test('that takes more than three seconds has failed', async () => {
    await start(async () => {
      await sleep(3200);
      return answered({ text: 'Trop tard' });
    });
    expect(await slack.client.command('claire', '')).toMatchObject({ reason: 'http_timeout' });
    expect(await slack.screen.messages('claire')).toEqual([]);
  });
});

describe('an event', () => {
  test('is sent again three times, and says why', async () => {
    await start(async () => ({ status: 500, headers: {}, body: '' }), [1, 1, 1]);
    await slack.client.say('claire', { text: 'Bonjour' });
    await expect.poll(() => told.length).toBe(4);
    expect(told.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([
      undefined,
      '1',
      '2',
      '3',
    ]);
    expect(told[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(told.map((request) => contentOf(request).event_id)).size).toBe(1);
  });

  test('is not sent again to an app that does not want it', async () => {
    const headers = { 'x-slack-no-retry': '1' };
    await start(async () => ({ status: 500, headers, body: '' }), [1]);
    await slack.client.say('claire', { text: 'Bonjour' });
    await sleep(50);
    expect(told).toHaveLength(1);
  });

  test('tells what is said to the bot alone, escaped as Slack does', async () => {
    await start(async () => answered());
    await slack.client.say('claire', { text: 'A < B & « é »' });
    expect(lastContent().event).toMatchObject({
      type: 'message',
      channel_type: 'im',
      text: 'A &lt; B &amp; « é »',
    });
    expect(told[0]?.body).toContain('\\u00e9');
  });

  test('tells of a channel only what mentions the bot', async () => {
    await start(async () => answered());
    await slack.client.say('claire', { text: 'Bonjour', where: 'general' });
    await slack.client.say('claire', { text: '@casiers47 12 casiers', where: 'general' });
    expect(told.map((request) => contentOf(request).event.type)).toEqual(['app_mention']);
    expect(lastContent().event.text).toBe(`<@${slack.workspace.bot.userId}> 12 casiers`);
  });

  test('tells that the Home is opened, and the app publishes it', async () => {
    await start(async (request) => {
      const { user } = contentOf(request).event;
      await ask('views.publish', { user_id: user, view: home(words(3)) });
      return answered();
    });
    await slack.client.openHome('claire');
    expect(slack.screen.home('claire')?.type).toBe('home');
    await slack.client.openHome('claire');
    expect(lastContent().event.view.id).toBe(slack.screen.home('claire')?.id);
  });
});

describe('a modal that is sent', () => {
  const field = { ...typedInput({ action_id: 'count' }), block_id: 'count' };
  const values = { count: { count: { type: 'plain_text_input', value: '12' } } };
  const send = async () => {
    await slack.client.command('claire', 'besoin');
    const [view] = slack.screen.modals('claire');
    return slack.client.submit('claire', view?.id ?? '', values);
  };

  test('carries what was typed and what the app hid in it', async () => {
    await withModal({ ...modal(field), private_metadata: 'marque' }, () => answered());
    expect(await send()).toEqual({ kind: 'closed' });
    expect(slack.screen.modals('claire')).toEqual([]);
    expect(lastContent()).toMatchObject({
      type: 'view_submission',
      view: { private_metadata: 'marque', state: { values } },
    });
  });

  test('comes back with errors under its fields, and nowhere else', async () => {
    let name = 'count';
    await withModal(modal(field), () =>
      answered({ response_action: 'errors', errors: { [name]: 'Trop' } }),
    );
    expect(await send()).toEqual({ kind: 'errors', errors: { count: 'Trop' } });
    expect(slack.screen.modals('claire')).toHaveLength(1);
    name = 'ailleurs';
    expect(await send()).toMatchObject({ kind: 'refused', error: 'invalid_errors' });
  });

  test('becomes another, is covered by another, or closes all', async () => {
    const answers = [
      { response_action: 'update', view: modal(field, divider) },
      { response_action: 'push', view: modal(divider) },
      { response_action: 'clear' },
      { response_action: 'update', view: modal(words(3001)) },
    ];
    await withModal(modal(field), () => answered(answers.shift()));
    expect(await send()).toMatchObject({ kind: 'updated', view: { blocks: { length: 2 } } });
    const top = () => slack.screen.modals('claire').at(-1)?.id ?? '';
    expect((await slack.client.submit('claire', top(), values)).kind).toBe('pushed');
    expect(slack.screen.modals('claire')).toHaveLength(2);
    expect((await slack.client.submit('claire', top(), {})).kind).toBe('cleared');
    expect(slack.screen.modals('claire')).toEqual([]);
    expect(await send()).toMatchObject({ kind: 'refused', error: 'invalid_arguments' });
  });

  test('that is closed is told of if the app wants to know', async () => {
    await withModal({ ...modal(field), notify_on_close: true }, () => answered());
    await slack.client.command('claire', '');
    await slack.client.close('claire');
    expect(lastContent()).toMatchObject({ type: 'view_closed', is_cleared: false });
  });
});
