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

function postTo(url: string, resolve?: Resolve, allowedNetworks = ['127.0.0.0/8']) {
  const guard = createAddressGuard({ allowedNetworks, resolve });
  const post = createPostWebhook({ guard, patienceMilliseconds: 300 });
  return post({ url, secrets: [secret], message: { id: 'msg_1', at: new Date(), body } });
}

const toLoopback: Resolve = (_host, done) => done(null, [{ address: '127.0.0.1', family: 4 }]);

test('what arrives is what was signed, to the byte, and the reference library says so', async () => {
  const receiver = await openReceiver();
  expect(await postTo(receiver.url)).toEqual({ kind: 'answered', status: 204 });
  const [heard] = receiver.heard;
  expect(heard?.body).toBe(body);
  expect(heard?.headers['content-type']).toBe('application/json');
  expect(new Webhook(secret).verify(heard?.body ?? '', heard?.headers as never)).toEqual(
    JSON.parse(body),
  );
});

describe('a receiver', () => {
  test.each<[string, Reaction, object]>([
    [
      'that is moved',
      answer(301, { Location: 'http://127.0.0.1:1/' }),
      { kind: 'answered', status: 301 },
    ],
    ['that is no more', answer(410), { kind: 'answered', status: 410 }],
    [
      'that wants peace',
      answer(429, { 'Retry-After': '7' }),
      { status: 429, retryAfterSeconds: 7 },
    ],
    [
      'that wants peace until a date of its own clock',
      answer(503, {
        Date: 'Wed, 14 Jan 2026 08:00:00 GMT',
        'Retry-After': 'Wed, 14 Jan 2026 08:02:00 GMT',
      }),
      { status: 503, retryAfterSeconds: 120 },
    ],
    [
      'that speaks of peace in riddles',
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
      'that lies: 200, then breaks off',
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
      'that talks without end',
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
    expect(await postTo(receiver.url)).toMatchObject(expected);
    expect(receiver.heard).toHaveLength(1);
  });

  test('that is down', async () => {
    const receiver = await openReceiver();
    receiver.close();
    expect(await postTo(receiver.url)).toEqual({ kind: 'unanswered', fault: 'unreachable' });
  });

  test('that speaks no TLS where TLS is wanted', async () => {
    const receiver = await openReceiver();
    const reply = await postTo(receiver.url.replace('http:', 'https:'));
    expect(reply).toMatchObject({ kind: 'unanswered' });
    expect(receiver.heard).toEqual([]);
  });

  test('whose name leads nowhere', async () => {
    const error = Object.assign(new Error('no'), { code: 'ENOTFOUND' });
    const reply = await postTo('http://hooks.example.org/', (_host, done) => done(error, []));
    expect(reply).toEqual({ kind: 'unanswered', fault: 'unknown-host' });
  });
});

describe('nothing is sent', () => {
  const forbidden = { kind: 'unanswered', fault: 'forbidden-address' };

  test('to this machine, unless it is set so', async () => {
    const receiver = await openReceiver();
    expect(await postTo(receiver.url, undefined, [])).toEqual(forbidden);
    expect(await postTo(`http://hooks.example.org:${receiver.port}/`, toLoopback, [])).toEqual(
      forbidden,
    );
    expect(receiver.heard).toEqual([]);
  });

  test('to where a redirection leads', async () => {
    const inner = await openReceiver();
    const receiver = await openReceiver(answer(307, { Location: inner.url }));
    expect(await postTo(receiver.url)).toMatchObject({ status: 307 });
    expect(inner.heard).toEqual([]);
  });

  test('to a name that changes its mind between two looks: what was checked is what is connected to', async () => {
    const receiver = await openReceiver();
    const told: string[] = [];
    // First an allowed address where nobody listens, then the one it is really after.
    const rebinding: Resolve = (_host, done) => {
      const address = told.length === 0 ? '127.0.0.9' : '127.0.0.1';
      told.push(address);
      done(null, [{ address, family: 4 }]);
    };
    const url = `http://rebind.example.org:${receiver.port}/`;
    expect(await postTo(url, rebinding, ['127.0.0.9/32'])).toEqual({
      kind: 'unanswered',
      fault: 'unreachable',
    });
    expect(told).toEqual(['127.0.0.9']);
    expect(await postTo(url, rebinding, ['127.0.0.9/32'])).toEqual(forbidden);
    expect(receiver.heard).toEqual([]);
  });
});
