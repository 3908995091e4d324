import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type Endpoint,
  type EndpointReply,
  endpointAt,
  type SlackRequest,
} from '../../../../infra/local/slack-simulator/sender.ts';
import type { LocalSlack } from '../../../../infra/local/slack-simulator/simulator.ts';
import { memberOf } from '../../../../infra/local/slack-simulator/workspace.ts';
import { listenOnBlockedPort } from '../../../shared/blocked-port.ts';
import { answered, contentOf } from '../../../shared/slack-environment.ts';
import { divider, home, modal, typedInput, words } from './block-kit/samples.ts';
import { sampleBotToken, sampleSigningSecret, startSampleSlack } from './sample-app.ts';

let slack: LocalSlack;
let requests: SlackRequest[] = [];
afterEach(async () => {
  requests = [];
  await slack.close();
});

/** Starts Slack with an app that answers so; `requests` are those that it received. */
async function start(answer: Endpoint, retryMilliseconds: readonly number[] = []): Promise<void> {
  slack = await startSampleSlack({
    retryMilliseconds,
    endpoint: async (request) => {
      requests.push(request);
      return answer(request);
    },
  });
}

/** An app that opens this modal on a command, and answers submissions so. */
const withModal = (view: object, answer: () => EndpointReply) =>
  start(async (request) => {
    const { type, trigger_id } = contentOf(request);
    if (type === 'view_submission') return answer();
    if (trigger_id) await callApi('views.open', { trigger_id, view });
    return answered();
  });

const callApi = (method: string, args: object) =>
  fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${sampleBotToken}` },
    body: JSON.stringify(args),
  });

const lastContent = () => contentOf(requests.at(-1) ?? { headers: {}, body: '' });

test('requests are signed as Slack signs them', async () => {
  await start(async () => answered());
  await slack.client.command('claire', '/perdu clé');
  const { headers = {}, body = '' } = requests[0] ?? {};
  const base = `v0:${headers['x-slack-request-timestamp']}:${body}`;
  expect(headers['x-slack-signature']).toBe(
    `v0=${createHmac('sha256', sampleSigningSecret).update(base).digest('hex')}`,
  );
  const seconds = Date.now() / 1000 - Number(headers['x-slack-request-timestamp']);
  expect(Math.abs(seconds)).toBeLessThan(5);
});

describe('a command', () => {
  test('carries the user, the channel and the text', async () => {
    await start(async () => answered());
    await slack.client.command('claire', '/trouvé un parapluie', 'general');
    expect(lastContent()).toMatchObject({
      command: '/trouvé',
      text: 'un parapluie',
      user_id: memberOf(slack.workspace, 'claire').id,
      team_id: slack.workspace.team.id,
      channel_name: 'general',
      is_enterprise_install: 'false',
    });
  });

  test('has an answer that only its author sees', async () => {
    await start(async () => answered({ text: 'Bonjour Claire' }));
    await slack.client.command('claire', '/perdu');
    expect(await slack.screen.messages('claire')).toMatchObject([
      { text: 'Bonjour Claire', isEphemeral: true },
    ]);
  });

  test('whose answer exceeds a limit is in the log, and the answer is not shown', async () => {
    await start(async () => answered({ text: 'Bonjour', blocks: [words(3001)] }));
    await slack.client.command('claire', '/perdu');
    expect(await slack.screen.messages('claire')).toEqual([]);
    expect(slack.log.lines.at(-1)).toMatchObject({ outcome: 'invalid_blocks', isWrong: true });
  });

  test('without an answer within three seconds has failed', async () => {
    await start(async () => {
      await sleep(3200);
      return answered({ text: 'Trop tard' });
    });
    expect(await slack.client.command('claire', '/perdu')).toMatchObject({
      reason: 'http_timeout',
    });
    expect(await slack.screen.messages('claire')).toEqual([]);
  });
});

test('a command that the manifest does not declare is refused', async () => {
  await start(async () => answered());
  await expect(slack.client.command('claire', '/inconnue')).rejects.toThrow('/inconnue');
  expect(requests).toEqual([]);
});

test('an app on a port that fetch blocks is reached', async () => {
  const server = createServer((_, response) => response.end('Bonjour'));
  const port = await listenOnBlockedPort(server);
  await start(endpointAt(`http://127.0.0.1:${port}/slack/events`));
  expect(await slack.client.command('claire', '/perdu')).toMatchObject({
    kind: 'answered',
    reply: { status: 200, body: 'Bonjour' },
  });
  server.close();
});

describe('an event', () => {
  test('that fails is sent again three times, with the reason', async () => {
    await start(async () => ({ status: 500, headers: {}, body: '' }), [1, 1, 1]);
    await slack.client.say('claire', { text: 'Bonjour' });
    await expect.poll(() => requests.length).toBe(4);
    expect(requests.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([
      undefined,
      '1',
      '2',
      '3',
    ]);
    expect(requests[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(requests.map((request) => contentOf(request).event_id)).size).toBe(1);
  });

  test('is not sent again to an app that asks for no retry', async () => {
    const headers = { 'x-slack-no-retry': '1' };
    await start(async () => ({ status: 500, headers, body: '' }), [1]);
    await slack.client.say('claire', { text: 'Bonjour' });
    await sleep(50);
    expect(requests).toHaveLength(1);
  });

  test('carries a direct message to the bot, escaped as Slack does', async () => {
    await start(async () => answered());
    await slack.client.say('claire', { text: 'A < B & « é »' });
    expect(lastContent().event).toMatchObject({
      type: 'message',
      channel_type: 'im',
      text: 'A &lt; B &amp; « é »',
    });
    expect(requests[0]?.body).toContain('\\u00e9');
  });

  test('is sent for the messages of a channel that mention the bot, and for no others', async () => {
    await start(async () => answered());
    await slack.client.say('claire', { text: 'Bonjour', channel: 'general' });
    await slack.client.say('claire', { text: '@objetstrouves 2 clés', channel: 'general' });
    expect(requests.map((request) => contentOf(request).event.type)).toEqual(['app_mention']);
    expect(lastContent().event.text).toBe(`<@${slack.workspace.bot.userId}> 2 clés`);
  });

  test('is sent when the Home is opened, and the app publishes the Home', async () => {
    await start(async (request) => {
      const { user } = contentOf(request).event;
      await callApi('views.publish', { user_id: user, view: home(words(3)) });
      return answered();
    });
    await slack.client.openHome('claire');
    expect(slack.screen.home('claire')?.type).toBe('home');
    await slack.client.openHome('claire');
    expect(lastContent().event.view.id).toBe(slack.screen.home('claire')?.id);
  });
});

describe('a submitted modal', () => {
  const field = { ...typedInput({ action_id: 'count' }), block_id: 'count' };
  const values = { count: { count: { type: 'plain_text_input', value: '12' } } };
  const send = async () => {
    await slack.client.command('claire', '/perdu clé');
    const [view] = slack.screen.modals('claire');
    return slack.client.submit('claire', view?.id ?? '', values);
  };

  test('carries the typed values and the private metadata', async () => {
    await withModal({ ...modal(field), private_metadata: 'marque' }, () => answered());
    expect(await send()).toEqual({ kind: 'closed' });
    expect(slack.screen.modals('claire')).toEqual([]);
    expect(lastContent()).toMatchObject({
      type: 'view_submission',
      view: { private_metadata: 'marque', state: { values } },
    });
  });

  test('shows errors under its input blocks, and refuses errors for other blocks', async () => {
    let name = 'count';
    await withModal(modal(field), () =>
      answered({ response_action: 'errors', errors: { [name]: 'Trop' } }),
    );
    expect(await send()).toEqual({ kind: 'errors', errors: { count: 'Trop' } });
    expect(slack.screen.modals('claire')).toHaveLength(1);
    name = 'ailleurs';
    expect(await send()).toMatchObject({ kind: 'refused', error: 'invalid_errors' });
  });

  test('is updated, covered by another modal, or closed with all others', async () => {
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

  test('that is closed sends view_closed if the app asked for it', async () => {
    await withModal({ ...modal(field), notify_on_close: true }, () => answered());
    await slack.client.command('claire', '/perdu');
    await slack.client.close('claire');
    expect(lastContent()).toMatchObject({ type: 'view_closed', is_cleared: false });
  });
});
