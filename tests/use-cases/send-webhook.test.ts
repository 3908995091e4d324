import { Webhook } from 'standardwebhooks';
import { beforeEach, describe, expect, test } from 'vitest';
import { signWebhook } from '../../functions/channels/webhooks/signature.ts';
import type { WebhookEvent } from '../../functions/domain/webhooks/event.ts';
import type { AttemptResult, SendJob } from '../../functions/domain/webhooks/message.ts';
import { changeSubscriber, newSubscriber } from '../../functions/domain/webhooks/subscriber.ts';
import { sendWebhook } from '../../functions/use-cases/webhook-messages.ts';
import type { WebhookRequest } from '../../functions/use-cases/webhook-ports.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

const start = '2026-01-14T08:12:00.000Z';
const by = { at: start, who: 'Lucie Martin', idempotencyKey: 'a' };
const terms = {
  name: 'Transports',
  url: 'https://hooks.example.org/casiers',
  types: ['declaration.filed'] as const,
};
const event: WebhookEvent = {
  id: 'msg_1',
  type: 'declaration.filed',
  at: start,
  body: '{"à":"é"}',
};
const job: SendJob = { subscriberId: 's1', event, requestedAt: start };

let environment: TestEnvironment;
let requests: WebhookRequest[];
let result: AttemptResult;
/** 0.5: exactly the scheduled delay. */
let random: number;

beforeEach(async () => {
  environment = await createTestEnvironment({ now: start });
  await environment.subscribers.save(newSubscriber('s1', terms, by));
  requests = [];
  random = 0.5;
  result = { kind: 'answered', status: 204 };
});

function send(one: SendJob = job) {
  const postWebhook = async (request: WebhookRequest) => {
    requests.push(request);
    return result;
  };
  return sendWebhook({ ...environment, postWebhook, random: () => random }, one);
}

function later(seconds: number) {
  environment.setClock(new Date(environment.clock.now().getTime() + seconds * 1000).toISOString());
}

const stored = () => environment.webhookMessages.find('s1', event);
const subscriber = () => environment.subscribers.find('s1');

describe('an event', () => {
  test('that is received is sent once, even when its job comes twice', async () => {
    expect(await send()).toEqual({ kind: 'done' });
    expect(await send()).toEqual({ kind: 'done' });
    expect(requests).toHaveLength(1);
    expect(await stored()).toMatchObject({ state: 'received', attempts: [{ status: 204 }] });
  });

  test('is signed with a secret of 32 bytes that is stored nowhere', async () => {
    await send();
    const [request] = requests;
    const [secret = ''] = request?.secrets ?? [];
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
    const { id = '', body = '' } = request?.message ?? {};
    const headers = signWebhook([secret], { id, at: new Date(), body });
    expect(new Webhook(secret).verify(body, { ...headers })).toEqual({ à: 'é' });
    expect(JSON.stringify([await subscriber(), await stored()])).not.toContain(secret.slice(6, 20));
  });

  test('that always fails is tried eight times in about 28 hours under one id, then no more', async () => {
    result = { kind: 'answered', status: 500 };
    const delays: number[] = [];
    let sent = await send();
    while (sent.kind === 'retry') {
      delays.push(sent.seconds);
      later(sent.seconds);
      sent = await send();
    }
    expect(delays).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 36_000]);
    expect(sent).toEqual({ kind: 'exhausted' });
    expect(new Set(requests.map(({ message }) => message.id))).toEqual(new Set(['msg_1']));
    expect(new Set(requests.map(({ message }) => message.at.getTime())).size).toBe(8);
    expect(await stored()).toMatchObject({ state: 'failed' });
    expect((await stored())?.attempts).toHaveLength(8);
  });

  test.each([
    [0, 240],
    [0.999, 360],
  ])(
    'is tried again up to 20 % sooner or later than scheduled (random number %d)',
    async (chance, seconds) => {
      result = { kind: 'answered', status: 500 };
      await send();
      later(10);
      random = chance;
      expect(await send()).toEqual({ kind: 'retry', seconds });
    },
  );

  test('is not attempted twice by two copies of its job', async () => {
    result = { kind: 'answered', status: 500 };
    expect(await send()).toEqual({ kind: 'retry', seconds: 5 });
    expect(await send()).toEqual({ kind: 'retry', seconds: 5 });
    expect(requests).toHaveLength(1);
  });

  test.each(['301', '302', '400', '404', '500', '100'])(
    'that is answered with %s is not received',
    async (status) => {
      result = { kind: 'answered', status: Number(status) };
      expect((await send()).kind).toBe('retry');
    },
  );

  test('can be replayed, and then its first job does nothing', async () => {
    result = { kind: 'answered', status: 500 };
    await send();
    later(1);
    const requestedAt = environment.clock.now().toISOString();
    result = { kind: 'answered', status: 200 };
    expect(await send({ ...job, requestedAt })).toEqual({ kind: 'done' });
    later(60);
    expect(await send()).toEqual({ kind: 'done' });
    expect(requests).toHaveLength(2);
  });

  test('for an unknown subscriber is dropped', async () => {
    expect(await send({ ...job, subscriberId: 'unknown' })).toEqual({ kind: 'done' });
    expect(requests).toEqual([]);
  });
});

describe('a subscriber that asks to wait', () => {
  test.each([
    [1, 5],
    [8, 8],
    [3600, 10],
  ])(
    'for %i seconds is respected between once and twice the scheduled delay',
    async (retryAfterSeconds, seconds) => {
      result = { kind: 'answered', status: 429, retryAfterSeconds };
      expect(await send()).toEqual({ kind: 'retry', seconds });
    },
  );

  test.each([429, 502, 504])('with %i is sent no other event either', async (status) => {
    result = { kind: 'answered', status, retryAfterSeconds: 60 };
    await send();
    const other = { ...job, event: { ...event, id: 'msg_2' } };
    later(20);
    expect(await send(other)).toEqual({ kind: 'retry', seconds: 40 });
    expect(requests).toHaveLength(1);
    later(40);
    result = { kind: 'answered', status: 200 };
    expect(await send(other)).toEqual({ kind: 'done' });
  });
});

describe('a subscriber is disabled', () => {
  test('once it answers 410', async () => {
    result = { kind: 'answered', status: 410 };
    expect(await send()).toEqual({ kind: 'done' });
    expect(await subscriber()).toMatchObject({ state: 'disabled' });
    expect((await subscriber())?.journal.at(-1)).toMatchObject({ what: 'gone', who: '' });
    expect(await stored()).toMatchObject({ state: 'failed' });
  });

  test('once no attempt has succeeded for five days, and not before', async () => {
    result = { kind: 'unanswered', fault: 'timeout' };
    const next = (n: number) => ({ ...job, event: { ...event, id: `msg_${n}` } });
    await send(next(1));
    later(4 * 24 * 3600);
    await send(next(2));
    expect((await subscriber())?.state).toBe('active');
    later(24 * 3600);
    await send(next(3));
    expect((await subscriber())?.journal.at(-1)?.what).toBe('never-answers');
  });

  test('not when an attempt succeeds in between', async () => {
    const next = (n: number) => ({ ...job, event: { ...event, id: `msg_${n}` } });
    for (const [index, status] of [500, 200, 500].entries()) {
      result = { kind: 'answered', status };
      await send(next(index));
      later(3 * 24 * 3600);
    }
    expect((await subscriber())?.state).toBe('active');
  });
});

describe('nothing is sent to a subscriber', () => {
  test.each([
    ['paused', 'held'],
    ['disabled', 'failed'],
  ] as const)('that is %s: the event is kept as %s', async (what, state) => {
    const active = await subscriber();
    const changed = active && changeSubscriber(active, what, { ...by, idempotencyKey: 'b' });
    if (!changed) throw new Error('refused');
    await environment.subscribers.save(changed);
    expect(await send()).toEqual({ kind: 'done' });
    expect(requests).toEqual([]);
    expect(await stored()).toMatchObject({ state, attempts: [] });
  });
});

test('for a day after a rotation both secrets sign, then the new one alone', async () => {
  const active = await subscriber();
  const rotated = active && changeSubscriber(active, 'rotated', { ...by, idempotencyKey: 'b' });
  if (!rotated) throw new Error('refused');
  await environment.subscribers.save(rotated);
  await send();
  later(24 * 3600);
  await send({ ...job, event: { ...event, id: 'msg_2' } });
  const { subscriberSecrets } = environment;
  const old = await subscriberSecrets.secretOf('s1', 1);
  const current = await subscriberSecrets.secretOf('s1', 2);
  expect(requests.map((post) => post.secrets)).toEqual([[current, old], [current]]);
});
