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

describe('before a request is parsed', () => {
  test('a request that Slack did not sign is refused', async () => {
    const checks = [
      formRequest({ ssl_check: '1' }),
      jsonRequest('{"type":"url_verification","challenge":"x"}'),
      jsonRequest('{"'),
      formRequest({ command: '/casiers', text: '' }),
    ];
    for (const request of checks) {
      expect((await send(request, 'another secret')).status).toBe(401);
    }
  });

  test('a check of the certificate, which Slack does not sign, is answered', async () => {
    const check = formRequest({ ssl_check: '1', token: 'x', command: '/casiers', text: '' });
    expect(await environment.post(check)).toMatchObject({ status: 200 });
  });

  test('a request without a signature is malformed', async () => {
    expect((await environment.post(jsonRequest('{}'))).status).toBe(400);
  });

  test('a signature ten minutes old, or ten minutes in the future, is refused', async () => {
    for (const instant of ['2026-01-14T08:02:00.000Z', '2026-01-14T08:22:00.000Z']) {
      const old = signRequest(
        formRequest({ ssl_check: '1' }),
        slackSigningSecret,
        new Date(instant),
      );
      expect((await environment.post(old)).status).toBe(401);
    }
  });

  test('a body of more than a megabyte is refused', async () => {
    expect((await send(formRequest({ text: 'x'.repeat(1_100_000) }))).status).toBe(413);
  });
});

describe('signed but not readable:', () => {
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

test('the URL verification of Slack is answered once its signature is verified', async () => {
  const challenge = { type: 'url_verification', challenge: 'a-challenge', token: 'x' };
  const { status, body } = await send(eventRequest(challenge));
  expect({ status, body: JSON.parse(body) }).toEqual({
    status: 200,
    body: { challenge: 'a-challenge' },
  });
  expect((await send(formRequest({ ssl_check: '1', token: 'x' }))).status).toBe(200);
});

describe('the secret', () => {
  test('that is not filled in yet answers 503, and the log says so', async () => {
    environment.stored.setting = { ...environment.stored.setting, signingSecret: '' };
    expect((await send(formRequest({ ssl_check: '1' }))).status).toBe(503);
    expect(environment.errors).toMatchObject([{ name: 'SlackNotConfigured' }]);
  });

  test('is loaded once for many requests, and again after five minutes', async () => {
    const claire = openSlack(environment, 'claire');
    await claire.command('aide');
    await claire.command('aide');
    expect(environment.stored.reads).toBe(1);
    environment.setClock('2026-01-14T08:18:00.000Z');
    await claire.command('aide');
    expect(environment.stored.reads).toBe(2);
  });

  test('that signs can be replaced without a deployment', async () => {
    const check = formRequest({ ssl_check: '1' });
    await send(check);
    environment.stored.setting = { ...environment.stored.setting, signingSecret: 'the next one' };
    environment.setClock('2026-01-14T08:13:30.000Z');
    expect((await send(check, 'the next one')).status).toBe(200);
  });

  test('is not loaded again for each forged request', async () => {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      expect((await send(formRequest({ text: 'x' }), 'forged')).status).toBe(401);
    }
    expect(environment.stored.reads).toBe(1);
  });

  test('holds the token of the bot, which is loaded again when Slack refuses it', async () => {
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

test('the log holds neither what people typed nor who they are', async () => {
  const lines: string[] = [];
  const listen = vi.spyOn(console, 'error').mockImplementation((line) => void lines.push(line));
  environment.slack.faults.plan({ kind: 'broken' }, { times: 50 });
  const claire = openSlack(environment, 'claire');
  await claire.command('3 portes cassées chez Monsieur Secret');
  listen.mockRestore();
  expect(lines.join()).not.toMatch(/Secret|Claire|xoxb/);
  expect(environment.errors.length).toBeGreaterThan(0);
});

test('auth.test is never called', async () => {
  const claire = openSlack(environment, 'claire');
  await claire.command('aide');
  await claire.command('dégât');
  const calls = environment.slack.log.lines.filter(({ direction }) => direction === 'from-app');
  expect(calls.map(({ what }) => what)).toEqual(['users.info', 'views.open', 'views.update']);
});
