import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { createPostWebhook } from '../../../functions/channels/webhooks/outbound.ts';
import {
  createAddressGuard,
  type Resolve,
} from '../../../functions/channels/webhooks/ssrf-guard.ts';
import { answer, openReceiver, type Reaction } from '../../shared/receiver.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = JSON.stringify({ type: 'delivery.arrived', data: { à: 'é' } });

function postEventTo(url: string, resolve?: Resolve, allowedNetworks = ['127.0.0.0/8']) {
  const guard = createAddressGuard({ allowedNetworks, resolve });
  const post = createPostWebhook({ guard, patienceMilliseconds: 300 });
  return post({ url, secrets: [secret], message: { id: 'msg_1', at: new Date(), body } });
}

const toLoopback: Resolve = (_host, done) => done(null, [{ address: '127.0.0.1', family: 4 }]);

test('the reference library verifies the bytes that are received', async () => {
  const receiver = await openReceiver();
  expect(await postEventTo(receiver.url)).toEqual({ kind: 'answered', status: 204 });
  const [received] = receiver.heard;
  expect(received?.body).toBe(body);
  expect(received?.headers['content-type']).toBe('application/json');
  expect(new Webhook(secret).verify(received?.body ?? '', received?.headers as never)).toEqual(
    JSON.parse(body),
  );
});

describe('a receiver', () => {
  test.each<[string, Reaction, object]>([
    [
      'that redirects',
      answer(301, { Location: 'http://127.0.0.1:1/' }),
      { kind: 'answered', status: 301 },
    ],
    ['that is gone', answer(410), { kind: 'answered', status: 410 }],
    [
      'that asks to wait',
      answer(429, { 'Retry-After': '7' }),
      { status: 429, retryAfterSeconds: 7 },
    ],
    [
      'that asks to wait until a date of its own clock',
      answer(503, {
        Date: 'Wed, 14 Jan 2026 08:00:00 GMT',
        'Retry-After': 'Wed, 14 Jan 2026 08:02:00 GMT',
      }),
      { status: 503, retryAfterSeconds: 120 },
    ],
    [
      'whose Retry-After is invalid',
      answer(429, { 'Retry-After': 'soon' }),
      { kind: 'answered', status: 429 },
    ],
    ['that is slow', () => undefined, { kind: 'unanswered', fault: 'timeout' }],
    [
      'that answers one byte at a time',
      (response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write('.'), 50);
        response.once('close', () => clearInterval(drip));
      },
      { kind: 'unanswered', fault: 'timeout' },
    ],
    [
      'that answers 200, then breaks off',
      (response) => {
        response.writeHead(200, { 'Content-Length': '10' });
        response.write('ok');
        setTimeout(() => response.destroy(), 20);
      },
      { kind: 'unanswered', fault: 'cut' },
    ],
    [
      'that hangs up at once',
      (response) => response.destroy(),
      { kind: 'unanswered', fault: 'cut' },
    ],
    [
      'whose answer never ends',
      (response) => {
        response.writeHead(200);
        const go = () => {
          while (!response.destroyed && response.write('x'.repeat(1024)));
        };
        response.on('drain', go);
        go();
      },
      { kind: 'answered', status: 200 },
    ],
  ])('%s', async (_what, reaction, expected) => {
    const receiver = await openReceiver(reaction);
    expect(await postEventTo(receiver.url)).toMatchObject(expected);
    expect(receiver.heard).toHaveLength(1);
  });

  test('that is down', async () => {
    const receiver = await openReceiver();
    receiver.close();
    expect(await postEventTo(receiver.url)).toEqual({ kind: 'unanswered', fault: 'unreachable' });
  });

  test('without TLS behind an https URL', async () => {
    const receiver = await openReceiver();
    const reply = await postEventTo(receiver.url.replace('http:', 'https:'));
    expect(reply).toMatchObject({ kind: 'unanswered' });
    expect(receiver.heard).toEqual([]);
  });

  test('whose name does not resolve', async () => {
    const error = Object.assign(new Error('no'), { code: 'ENOTFOUND' });
    const reply = await postEventTo('http://hooks.example.org/', (_host, done) => done(error, []));
    expect(reply).toEqual({ kind: 'unanswered', fault: 'unknown-host' });
  });
});

describe('nothing is sent', () => {
  const forbidden = { kind: 'unanswered', fault: 'forbidden-address' };

  test('to this machine, unless its network is allowed', async () => {
    const receiver = await openReceiver();
    expect(await postEventTo(receiver.url, undefined, [])).toEqual(forbidden);
    expect(await postEventTo(`http://hooks.example.org:${receiver.port}/`, toLoopback, [])).toEqual(
      forbidden,
    );
    expect(receiver.heard).toEqual([]);
  });

  test('to the target of a redirect', async () => {
    const inner = await openReceiver();
    const receiver = await openReceiver(answer(307, { Location: inner.url }));
    expect(await postEventTo(receiver.url)).toMatchObject({ status: 307 });
    expect(inner.heard).toEqual([]);
  });

  test('to a name that is rebound after the check: the address that was checked is the one connected to', async () => {
    const receiver = await openReceiver();
    const resolved: string[] = [];
    // First an allowed address without a server, then the address that the attacker wants.
    const rebinding: Resolve = (_host, done) => {
      const address = resolved.length === 0 ? '127.0.0.9' : '127.0.0.1';
      resolved.push(address);
      done(null, [{ address, family: 4 }]);
    };
    const url = `http://rebind.example.org:${receiver.port}/`;
    expect(await postEventTo(url, rebinding, ['127.0.0.9/32'])).toEqual({
      kind: 'unanswered',
      fault: 'unreachable',
    });
    expect(resolved).toEqual(['127.0.0.9']);
    expect(await postEventTo(url, rebinding, ['127.0.0.9/32'])).toEqual(forbidden);
    expect(receiver.heard).toEqual([]);
  });
});
