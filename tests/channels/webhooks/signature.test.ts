import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { isSame } from '../../../functions/adapters/node/crypto.ts';
import { signWebhook, verifyWebhook } from '../../../functions/channels/webhooks/signature.ts';

const a = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: '1614265330',
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

/** Published by the libraries of Standard Webhooks, and a vector of this project for letters beyond ASCII. */
const vectors = {
  'A, of most libraries': a,
  'B, of the Rust library': {
    secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
    id: 'msg_27UH4WbU6Z5A5EzD8u03UvzRbpk',
    timestamp: '1649367553',
    body: '{"email":"test@example.com","username":"test_user"}',
    signature: 'v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=',
  },
  'of this project, in UTF-8': {
    ...a,
    body: '{"type":"declaration.creee","college":"Collège André Crochepierre"}',
    signature: 'v1,muM+Kck0WQ/AhLAzM3YQsm1+c2Bs2+MdANzmK5yFujw=',
  },
};
type Vector = typeof a;

const instantOf = (timestamp: string) => new Date(Number(timestamp) * 1000);

function verify(vector: Vector, over: Record<string, string | undefined> = {}, now?: Date) {
  const headers = {
    'webhook-id': vector.id,
    'webhook-timestamp': vector.timestamp,
    'webhook-signature': vector.signature,
    ...over,
  };
  const { secret, body, timestamp } = vector;
  return verifyWebhook({ isSame }, [secret], { headers, body, now: now ?? instantOf(timestamp) });
}

describe.each(Object.entries(vectors))('vector %s', (_name, vector) => {
  const { secret, id, timestamp, body, signature } = vector;

  test('is signed as published', () => {
    expect(signWebhook([secret], { id, at: instantOf(timestamp), body })).toEqual({
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signature,
    });
  });

  test('is verified', () => {
    expect(verify(vector)).toEqual({ kind: 'verified', id });
  });
});

describe('a message', () => {
  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
    'without %s is refused',
    (name) => {
      expect(verify(a, { [name]: undefined }).kind).toBe('unsigned');
      expect(verify(a, { [name]: '' }).kind).toBe('unsigned');
    },
  );

  test.each([
    'hello',
    '1614265330 and more',
    '1614265330.5',
    '-1614265330',
    '١٦١٤٢٦٥٣٣٠',
    '01614265330',
    '001614265330',
  ])('whose timestamp is "%s" is refused', (timestamp) => {
    expect(verify(a, { 'webhook-timestamp': timestamp }).kind).toBe('bad-timestamp');
  });

  test.each([
    [300, 'verified'],
    [301, 'too-old'],
    [-300, 'verified'],
    [-301, 'too-new'],
  ])('that is %i seconds old is %s', (seconds, kind) => {
    const now = new Date(instantOf(a.timestamp).getTime() + seconds * 1000);
    expect(verify(a, {}, now).kind).toBe(kind);
  });

  test.each([
    'v1,',
    'v1,g0hM9SsE',
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=',
    'g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    'v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    'v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  ])('signed "%s" is refused', (signature) => {
    expect(verify(a, { 'webhook-signature': signature }).kind).toBe('not-theirs');
  });

  test('is accepted by one right signature among those of other versions and other secrets', () => {
    const wrong = 'Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=';
    const signatures = `v1,${wrong} v2,${wrong} ${a.signature} v1,${wrong}`;
    expect(verify(a, { 'webhook-signature': signatures }).kind).toBe('verified');
  });

  test.each([
    ['body', { ...a, body: '{"test": 2432232315}' }],
    ['spaces', { ...a, body: '{"test":2432232314}' }],
    ['id', { ...a, id: 'msg_another' }],
    ['body, which is empty', { ...a, body: '' }],
  ])('whose %s was changed is refused', (_what, changed) => {
    expect(verify(changed).kind).toBe('not-theirs');
  });

  test('with an empty body can be signed too', () => {
    const at = instantOf(a.timestamp);
    const headers = signWebhook([a.secret], { id: a.id, at, body: '' });
    expect(
      verifyWebhook({ isSame }, [a.secret], { headers: { ...headers }, body: '', now: at }).kind,
    ).toBe('verified');
  });
});

describe('a secret', () => {
  test.each(['', 'whsec_'])('"%s" signs nothing and verifies nothing', (secret) => {
    const at = instantOf(a.timestamp);
    expect(() => signWebhook([secret], { id: a.id, at, body: a.body })).toThrow();
    expect(() => verify({ ...a, secret })).toThrow();
  });

  test('is the same with and without its prefix', () => {
    expect(verify({ ...a, secret: a.secret.replace('whsec_', '') }).kind).toBe('verified');
  });

  test.each(['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwBr'])(
    'without padding is read: %s',
    (secret) => {
      const at = instantOf(a.timestamp);
      const headers = signWebhook([secret], { id: a.id, at, body: a.body });
      expect(
        verifyWebhook({ isSame }, [secret], { headers: { ...headers }, body: a.body, now: at })
          .kind,
      ).toBe('verified');
    },
  );
});

test('the library of Standard Webhooks verifies our signatures, with either secret of a rotation', () => {
  const [old, current] = [a.secret, 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'];
  const body = JSON.stringify({ type: 'delivery.arrived', data: { à: 'é' } });
  const headers = { ...signWebhook([current, old], { id: a.id, at: new Date(), body }) };
  for (const secret of [old, current]) {
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  }
});
