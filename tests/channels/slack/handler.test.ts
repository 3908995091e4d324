import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  eventRequest,
  formRequest,
  payloadRequest,
  type SlackRequest,
  signRequest,
} from '../../../infra/local/slack-simulator/sender.ts';
import { slackSigningSecret } from '../../shared/slack-environment.ts';
import { openSlack, textOf } from './slack-desk.ts';
import { createSlackEnvironment, type SlackEnvironment } from './slack-environment.ts';

let environment: SlackEnvironment;
beforeEach(async () => {
  environment = await createSlackEnvironment();
});
afterEach(() => environment.slack.close());

const sign = (request: SlackRequest, secret = slackSigningSecret) =>
  signRequest(request, secret, environment.clock.now());
const send = (request: SlackRequest, secret?: string) => environment.post(sign(request, secret));
const jsonRequest = (body: string): SlackRequest => ({
  headers: { 'content-type': 'application/json' },
  body,
});

describe('before anything is read', () => {
  test('what Slack did not sign is refused, whatever it is', async () => {
    const checks = [
      formRequest({ ssl_check: '1' }),
      jsonRequest('{"type":"url_verification","challenge":"x"}'),
      jsonRequest('{"'),
      formRequest({ command: '/casiers', text: '' }),
    ];
    for (const request of checks) {
      expect((await send(request, 'a secret of somebody else')).status).toBe(401);
    }
  });

  test('what bears no signature is malformed', async () => {
    expect((await environment.post(jsonRequest('{}'))).status).toBe(400);
  });

  test('what was signed ten minutes ago, or in ten minutes, is refused', async () => {
    for (const instant of ['2026-01-14T08:02:00.000Z', '2026-01-14T08:22:00.000Z']) {
      const old = signRequest(
        formRequest({ ssl_check: '1' }),
        slackSigningSecret,
        new Date(instant),
      );
      expect((await environment.post(old)).status).toBe(401);
    }
  });

  test('more than a megabyte is too much', async () => {
    expect((await send(formRequest({ text: 'x'.repeat(1_100_000) }))).status).toBe(413);
  });
});

describe('signed, and yet unreadable:', () => {
  test.each([
    ['half of an object', jsonRequest('{"type":"event_callback"')],
    ['a list', jsonRequest('[]')],
    ['nothing', jsonRequest('null')],
    ['no body', jsonRequest('')],
    ['a payload that is no object', formRequest({ payload: '"x"' })],
    ['a payload that is cut', formRequest({ payload: '{"type":' })],
    ['an unknown type', { headers: { 'content-type': 'text/plain' }, body: 'x' }],
    ['no type', { headers: {}, body: '{}' }],
  ])('%s', async (_, request) => {
    expect((await send(request)).status).toBe(400);
    expect(environment.errors).toEqual([]);
  });

  test.each([
    ['a command without anything in it', formRequest({ command: '/casiers' })],
    ['a click without a button', payloadRequest({ type: 'block_actions', user: {}, actions: [] })],
    ['a submission without a view', payloadRequest({ type: 'view_submission', user: {} })],
    ['an event that is a text', eventRequest({ type: 'event_callback', event: 'x' })],
    ['a payload of another time', payloadRequest({ type: 'dialog_cancellation' })],
    ['an object that says nothing', eventRequest({})],
  ])('%s', async (_, request) => {
    expect((await send(request)).status).toBe(400);
    expect(environment.errors).toEqual([]);
  });
});

test('Slack checks the address, once it has signed', async () => {
  const challenge = { type: 'url_verification', challenge: 'a-challenge', token: 'x' };
  const { status, body } = await send(eventRequest(challenge));
  expect({ status, body: JSON.parse(body) }).toEqual({
    status: 200,
    body: { challenge: 'a-challenge' },
  });
  expect((await send(formRequest({ ssl_check: '1', token: 'x' }))).status).toBe(200);
});

describe('the secret', () => {
  test('that nobody has filled in yet closes the door, and says so in the log', async () => {
    environment.stored.setting = { ...environment.stored.setting, signingSecret: '' };
    expect((await send(formRequest({ ssl_check: '1' }))).status).toBe(503);
    expect(environment.errors).toMatchObject([{ name: 'SlackNotConfigured' }]);
  });

  test('is read once for many requests, and again after five minutes', async () => {
    const claire = openSlack(environment, 'claire');
    await claire.command('aide');
    await claire.command('aide');
    expect(environment.stored.reads).toBe(1);
    environment.setClock('2026-01-14T08:18:00.000Z');
    await claire.command('aide');
    expect(environment.stored.reads).toBe(2);
  });

  test('of signatures may be replaced without a deployment', async () => {
    const check = formRequest({ ssl_check: '1' });
    await send(check);
    environment.stored.setting = { ...environment.stored.setting, signingSecret: 'the next one' };
    environment.setClock('2026-01-14T08:13:30.000Z');
    expect((await send(check, 'the next one')).status).toBe(200);
  });

  test('is not read again at each request that somebody forges', async () => {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      expect((await send(formRequest({ text: 'x' }), 'forged')).status).toBe(401);
    }
    expect(environment.stored.reads).toBe(1);
  });

  test('of the bot may be replaced too: a token that Slack refuses is read anew', async () => {
    const { botToken } = environment.stored.setting;
    environment.stored.setting = { ...environment.stored.setting, botToken: 'xoxb-revoked' };
    const claire = openSlack(environment, 'claire');
    await send(formRequest({ ssl_check: '1' }));
    environment.stored.setting = { ...environment.stored.setting, botToken };
    environment.setClock('2026-01-14T08:13:30.000Z');
    await claire.command('dégât');
    expect(textOf(claire.modal())).toContain('Bâtiment');
  });
});

test('no error tells the log what somebody typed, or who they are', async () => {
  const lines: string[] = [];
  const listen = vi.spyOn(console, 'error').mockImplementation((line) => void lines.push(line));
  environment.slack.faults.plan({ kind: 'broken' }, { times: 50 });
  const claire = openSlack(environment, 'claire');
  await claire.command('3 portes cassées chez Monsieur Secret');
  listen.mockRestore();
  expect(lines.join()).not.toMatch(/Secret|Claire|xoxb/);
  expect(environment.errors.length).toBeGreaterThan(0);
});

test('Slack is never asked whose token it is', async () => {
  const claire = openSlack(environment, 'claire');
  await claire.command('aide');
  await claire.command('dégât');
  const asked = environment.slack.log.lines.filter(({ way }) => way === 'from-app');
  expect(asked.map(({ what }) => what)).toEqual(['users.info', 'views.open', 'views.update']);
});
