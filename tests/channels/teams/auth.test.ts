import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Signing } from '../../shared/token-issuer.ts';
import { openScriptedTeams, type ScriptedTeams } from './scripted-bot.ts';

let teams: ScriptedTeams;

beforeEach(async () => {
  teams = await openScriptedTeams();
});
afterEach(() => teams.close());

const hello = (changes: object = {}) =>
  teams.activity({ type: 'message', text: 'bonjour', ...changes });

test('a message that Teams signed for our app is answered', async () => {
  expect(await teams.send(hello())).toEqual({ status: 200, body: undefined });
  expect(teams.intents).toHaveLength(1);
});

describe('a token is refused', () => {
  const otherId = '7d0c36f4-25a1-4b3b-9f0e-6a8a1d4a9999';
  const refused: readonly (readonly [string, Signing])[] = [
    [
      'of another tenant of Entra, though made for us',
      { claims: { iss: `https://sts.windows.net/${otherId}/` } },
    ],
    [
      'of our own tenant of Entra, without a serviceurl',
      {
        claims: {
          iss: 'https://login.microsoftonline.com/7d0c36f4-25a1-4b3b-9f0e-6a8a1d4a0002/v2.0',
        },
        without: ['serviceurl'],
      },
    ],
    ['without a serviceurl', { without: ['serviceurl'] }],
    ['with a serviceurl that is no text', { claims: { serviceurl: 3 } }],
    ['with an empty serviceurl', { claims: { serviceurl: '' } }],
    ['made for another bot', { claims: { aud: otherId } }],
    ['without an audience', { without: ['aud'] }],
    ['by another issuer', { claims: { iss: 'https://api.botframework.us' } }],
    ['without an issuer', { without: ['iss'] }],
    ['with the public key as the secret of an HMAC', { alg: 'HS256' }],
    ['that is not signed', { alg: 'none' }],
    ['by a key that is not published', { kid: 'unknown' }],
    ['that was over six minutes ago', { until: -360 }],
    ['that begins in six minutes', { from: 360 }],
    ['that never ends', { without: ['exp'] }],
    ['that never began', { without: ['nbf'] }],
  ];

  test.each(refused)('%s', async (_, signing) => {
    expect(await teams.send(hello(), signing)).toMatchObject({ status: 401 });
    expect(teams.intents).toEqual([]);
  });

  test('by another key with a known key id', async () => {
    const body = JSON.stringify(hello());
    expect(await teams.post(body, `Bearer ${await teams.issuer.forge()}`)).toMatchObject({
      status: 401,
    });
  });

  test.each([undefined, '', 'Bearer ', 'Bearer x.y.z', 'Bearer not a token', 'Basic eDp5'])(
    'that is none: %s',
    async (authorization) => {
      expect(await teams.post(JSON.stringify(hello()), authorization)).toMatchObject({
        status: 401,
      });
    },
  );

  test('by a key that is too short for its algorithm', async () => {
    await teams.issuer.publishShort();
    expect(await teams.send(hello(), { kid: 'short' })).toMatchObject({ status: 401 });
    expect(teams.errors).toEqual([]);
  });

  test('in any case of the scheme', async () => {
    const token = await teams.issuer.sign({ claims: { serviceurl: teams.service.url } });
    const body = JSON.stringify(hello());
    expect(await teams.post(body, `bearer  ${token}`)).toMatchObject({ status: 401 });
    expect(await teams.post(body, `Bearer ${token}`)).toMatchObject({ status: 200 });
  });
});

describe('a valid token', () => {
  test.each([
    ['was over four minutes ago: clocks differ', { until: -240 }],
    ['begins in four minutes', { from: 240 }],
    [
      'is for several, one of them us',
      { claims: { aud: ['7d0c36f4-25a1-4b3b-9f0e-6a8a1d4a0001', 'x'] } },
    ],
  ])('is accepted though it %s', async (_, signing: Signing) => {
    expect(await teams.send(hello(), signing)).toMatchObject({ status: 200 });
  });

  test('is good for its service URL in upper and lower case', async () => {
    const claims = { serviceurl: teams.service.url.replace('http', 'HTTP') };
    expect(await teams.send(hello(), { claims })).toMatchObject({ status: 200 });
  });

  const forbidden: readonly (readonly [string, string, Signing, () => object])[] = [
    [
      'another address of Teams than its own',
      'service-url',
      {},
      () => ({ serviceUrl: 'https://smba.trafficmanager.net/fr/' }),
    ],
    [
      'an unknown service URL, though its claim is the same',
      'service-url',
      { claims: { serviceurl: 'https://evil.example/' } },
      () => ({ serviceUrl: 'https://evil.example/' }),
    ],
    [
      'a service URL that resembles a known one',
      'service-url',
      { claims: { serviceurl: 'http://127.0.0.1.evil.example/' } },
      () => ({ serviceUrl: 'http://127.0.0.1.evil.example/' }),
    ],
    ['another channel than Teams', 'channel', {}, () => ({ channelId: 'webchat' })],
    ['Teams, with a key that is not endorsed for it', 'channel', { kid: 'unendorsed' }, () => ({})],
    [
      'another organisation',
      'tenant',
      {},
      () => ({ channelData: { tenant: { id: otherTenant } } }),
    ],
    [
      'no organisation',
      'tenant',
      {},
      () => ({ channelData: undefined, conversation: { id: 'a:1' } }),
    ],
  ];
  const otherTenant = '7d0c36f4-25a1-4b3b-9f0e-6a8a1d4a9999';

  test.each(forbidden)('is not good for %s', async (_, refusal, signing, changes) => {
    expect(await teams.send(hello(changes()), signing)).toEqual({
      status: 403,
      body: { refused: refusal },
    });
    expect(teams.intents).toEqual([]);
    expect(teams.service.asked).toEqual([]);
  });

  test.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['an activity of no type', JSON.stringify({ channelId: 'msteams' })],
    ['a message without a sender', () => JSON.stringify(hello({ from: undefined }))],
    ['a message whose text is a number', () => JSON.stringify(hello({ text: 3 }))],
    ['an address that is none', () => JSON.stringify(hello({ serviceUrl: 'here' }))],
    [
      'members that are none',
      () => JSON.stringify(hello({ type: 'conversationUpdate', membersAdded: 'all' })),
    ],
  ])('is answered 400 with %s', async (_, body) => {
    const token = await teams.issuer.sign({ claims: { serviceurl: teams.service.url } });
    const sent = typeof body === 'string' ? body : body();
    expect(await teams.post(sent, `Bearer ${token}`)).toEqual({ status: 400, body: undefined });
    expect(teams.errors).toEqual([]);
  });
});

describe('the keys of the issuer', () => {
  test('are loaded once a day, whatever key ids tokens name', async () => {
    for (const kid of ['endorsed', 'endorsed', 'unknown', 'other']) {
      await teams.send(hello(), { kid });
    }
    expect(teams.issuer.asked).toEqual(['/metadata', '/keys']);
    teams.environment.setClock('2026-01-14T08:20:00.000Z');
    await teams.send(hello());
    expect(teams.issuer.asked).toHaveLength(2);
    // An unknown key id may be new. It causes a load every five minutes at most.
    await teams.send(hello(), { kid: 'unknown' });
    await teams.send(hello(), { kid: 'unknown' });
    expect(teams.issuer.asked).toHaveLength(4);
    teams.environment.setClock('2026-01-15T08:21:00.000Z');
    await teams.send(hello());
    expect(teams.issuer.asked).toHaveLength(6);
  });

  test('may change: a new one is loaded when a token names it', async () => {
    await teams.send(hello());
    expect(await teams.send(hello(), { kid: 'unlinked' })).toMatchObject({ status: 401 });
    await teams.issuer.publish('unlinked');
    teams.environment.setClock('2026-01-14T08:20:00.000Z');
    expect(await teams.send(hello(), { kid: 'unlinked' })).toMatchObject({ status: 200 });
    expect(teams.intents).toHaveLength(2);
  });

  test('that cannot be loaded are an error of ours: Teams retries', async () => {
    const token = await teams.issuer.sign({ claims: { serviceurl: teams.service.url } });
    await teams.issuer.close();
    expect(await teams.post(JSON.stringify(hello()), `Bearer ${token}`)).toMatchObject({
      status: 503,
    });
    expect(teams.errors).toMatchObject([{ name: 'SigningKeysMissing' }]);
    expect(teams.intents).toEqual([]);
  });
});

test('until the secret is filled in every activity is refused, and the log says so', async () => {
  teams.secret.value = '{}';
  expect(await teams.send(hello())).toMatchObject({ status: 503 });
  expect(teams.errors).toMatchObject([{ name: 'TeamsNotConfigured' }]);
});
