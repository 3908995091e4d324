import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifyRequest } from '../../../functions/channels/slack/request.ts';

/** From Slack's documentation. */
const published = {
  secret: '8f742231b10e8888abcd99yyyzzz85a5',
  at: 1531420618,
  body: 'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
};

interface Changes {
  readonly body?: string;
  readonly base64?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly secret?: string;
  readonly secondsLater?: number;
}

function verify({
  body = published.body,
  base64,
  headers,
  secret,
  secondsLater = 0,
}: Changes = {}) {
  const event = {
    headers: {
      'x-slack-request-timestamp': String(published.at),
      'x-slack-signature': published.signature,
      ...headers,
    },
    body: base64 ? Buffer.from(body).toString('base64') : body,
    isBase64Encoded: base64 === true,
  };
  const now = new Date((published.at + secondsLater) * 1000);
  return verifyRequest(event, secret ?? published.secret, now);
}

test('the example of Slack’s documentation is verified', () => {
  expect(verify()).toEqual({ kind: 'verified', body: Buffer.from(published.body) });
});

test('a body in base64 is verified by its bytes', () => {
  const body = 'text=d\u00e9g\u00e2t \u{1f6aa}';
  const mac = createHmac('sha256', published.secret).update(`v0:${published.at}:${body}`);
  const headers = { 'x-slack-signature': `v0=${mac.digest('hex')}` };
  expect(verify({ body, base64: true, headers })).toEqual({
    kind: 'verified',
    body: Buffer.from(body),
  });
  expect(verify({ body, base64: false, headers }).kind).toBe('verified');
});

describe('refused:', () => {
  test.each([
    [
      'one letter of the body changed',
      { body: published.body.replace('roadrunner', 'Roadrunner') },
    ],
    ['another secret', { secret: 'another' }],
    ['no body at all', { body: '' }],
    [
      'another timestamp than the one that was signed',
      { headers: { 'x-slack-request-timestamp': '1531420619' } },
    ],
    [
      'a signature with one digit changed',
      { headers: { 'x-slack-signature': published.signature.replace(/3$/, '4') } },
    ],
    ['five minutes and a second late', { secondsLater: 301 }],
    ['five minutes and a second early', { secondsLater: -301 }],
  ] as const)('%s', (_, changes) => {
    expect(verify(changes)).toEqual({ kind: 'refused' });
  });
});

test.each([300, -300])('a clock that differs by %i seconds is accepted', (secondsLater) => {
  expect(verify({ secondsLater }).kind).toBe('verified');
});

describe('malformed:', () => {
  test.each([
    ['no signature', { 'x-slack-signature': '' }],
    ['a short signature', { 'x-slack-signature': published.signature.slice(0, 20) }],
    ['another scheme', { 'x-slack-signature': published.signature.replace('v0', 'v1') }],
    ['capital digits', { 'x-slack-signature': published.signature.toUpperCase() }],
    ...['', 'nan', 'inf', '-1531420618', '1531420618.5', '1e9', ' 1531420618', '١٥٣١'].map(
      (time) => [`the time "${time}"`, { 'x-slack-request-timestamp': time }] as const,
    ),
  ] as const)('%s', (_, headers) => {
    expect(verify({ headers })).toEqual({ kind: 'malformed' });
  });
});

test('a body of more than a megabyte is not verified', () => {
  expect(verify({ body: 'x'.repeat(1024 * 1024 + 1), base64: true })).toEqual({
    kind: 'too-large',
  });
});
