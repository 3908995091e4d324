import { beforeEach, describe, expect, test } from 'vitest';
import { createInboundApp } from '../../../functions/channels/webhooks/inbound.ts';
import { signWebhook } from '../../../functions/channels/webhooks/signature.ts';
import { newDelivery } from '../../../functions/domain/deliveries/delivery.ts';
import { planAgain } from '../../../functions/domain/deliveries/transitions.ts';
import { parseConfig } from '../../../functions/lambdas/wiring/config.ts';
import { buildWebhooksInbound } from '../../../functions/lambdas/wiring/webhooks-inbound.ts';
import { crochepierre } from '../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../shared/test-environment.ts';

const start = '2026-03-17T09:10:00.000Z';
const { uai } = crochepierre;
const id = '9C4T1B';
const reference = `L-${uai}-${id}`;
const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const otherSecret = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;
const plan = { lockers: 48, expected: { from: '2026-03-17', to: '2026-03-17' }, orderNumber: '' };
const act = { at: start, who: 'Lucie Martin', channel: 'web', idempotencyKey: 'a' } as const;

let environment: TestEnvironment;
let sources: string;
let fetched: number;
let app: ReturnType<typeof createInboundApp>;

beforeEach(async () => {
  environment = await createTestEnvironment({ now: start });
  await environment.deliveries.save(newDelivery(plan, { uai, id }, act));
  sources = JSON.stringify({ atelier: secret });
  fetched = 0;
  const config = parseConfig('webhooks-inbound', {
    STAGE: 'local',
    TABLE_NAME: 'casiers',
    DEPARTEMENT: '047',
    TIME_ZONE: 'Europe/Paris',
    DELIVERY: JSON.stringify({ installers: 'les équipes du Département' }),
    SOURCES_SECRET_ID: 'sources',
  });
  const fetchSources = async () => {
    fetched += 1;
    return sources;
  };
  app = createInboundApp({
    ...buildWebhooksInbound(config, { ...environment, fetchSources }),
    logError: (error) => environment.errors.push(error),
  });
});

const delivery = () => environment.deliveries.find(uai, id);
const update = (type: string, data: object = {}) => ({
  type,
  timestamp: '2026-03-17T10:05:00+01:00',
  data: { reference, ...data },
});

interface Sending {
  readonly id?: string;
  readonly by?: string;
  readonly headers?: Record<string, string>;
  readonly method?: string;
}

async function send(message: unknown, sending: Sending = {}) {
  const { id: messageId = 'msg_1', by = secret, headers, method = 'POST' } = sending;
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  const signed = signWebhook([by], { id: messageId, at: environment.clock.now(), body });
  const response = await app.request('/hooks/deliveries', {
    method,
    headers: { 'Content-Type': 'application/json', ...signed, ...headers },
    ...(method === 'POST' && { body }),
  });
  // Each answer has it, problems included.
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  const json = (await response.json()) as Record<string, unknown>;
  return { status: response.status, type: response.headers.get('content-type'), json, response };
}

describe('a delivery', () => {
  test('follows the messages of its source, which the journal names', async () => {
    expect((await send(update('delivery.on_its_way'))).json).toEqual({
      outcome: 'done',
      state: 'on-its-way',
    });
    expect((await send(update('delivery.arrived'), { id: 'msg_2' })).json).toEqual({
      outcome: 'done',
      state: 'arrived',
    });
    const { arrivedOn, journal } = (await delivery()) ?? {};
    expect(arrivedOn).toBe('2026-03-17');
    expect(journal?.map(({ what, who, channel }) => [what, who, channel])).toEqual([
      ['planned', 'Lucie Martin', 'web'],
      ['on-its-way', 'atelier', 'webhook'],
      ['arrived', 'atelier', 'webhook'],
    ]);
  });

  test('that has arrived is not on its way again, which is no error for the source', async () => {
    await send(update('delivery.arrived'));
    const late = await send(update('delivery.on_its_way'), { id: 'msg_2' });
    expect(late).toMatchObject({
      status: 200,
      json: { outcome: 'already-further', state: 'arrived' },
    });
  });

  test('is updated once by the same message, whatever happened in between', async () => {
    const postponed = update('delivery.postponed', { note: 'Camion en panne' });
    expect((await send(postponed)).json).toMatchObject({ outcome: 'done', state: 'postponed' });
    expect((await send(postponed)).json).toEqual({ outcome: 'repeated' });
    const current = await delivery();
    const again = current && planAgain(current, plan, { ...act, idempotencyKey: 'b' });
    if (!again) throw new Error('not planned again');
    await environment.deliveries.save(again);
    expect((await send(postponed)).json).toEqual({ outcome: 'repeated' });
    expect((await delivery())?.state).toBe('planned');
  });

  test.each([
    ['delivery.installed', { team: 'Équipe B', on: '2026-03-16' }],
    ['delivery.postponed', { note: 'Toujours en panne' }],
  ])('that is so already is not written again by a new message: %s', async (type, more) => {
    const first = { ...(type === 'delivery.postponed' && { note: 'Camion en panne' }) };
    expect((await send(update(type, first))).json).toMatchObject({ outcome: 'done' });
    const written = await delivery();
    for (const [index, data] of [first, { ...first, ...more }].entries()) {
      const again = await send(update(type, data), { id: `again_${index}` });
      expect(again).toMatchObject({
        status: 200,
        json: { outcome: 'already-so', state: type.slice('delivery.'.length) },
      });
      // Its id was recorded all the same.
      expect((await send(update(type, data), { id: `again_${index}` })).json).toEqual({
        outcome: 'repeated',
      });
    }
    // No line of the journal, from which every announcement is made, and no write at all.
    expect(await delivery()).toEqual(written);
  });

  test('is updated once by ten concurrent copies of a message', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => send(update('delivery.arrived'))),
    );
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect((await delivery())?.journal).toHaveLength(2);
  });

  test('that is unknown accepts the same message once it is known', async () => {
    const unknown = update('delivery.arrived', { reference: `L-${uai}-000000` });
    expect((await send(unknown)).status).toBe(404);
    await environment.deliveries.save(newDelivery(plan, { uai, id: '000000' }, act));
    expect((await send(unknown)).status).toBe(200);
  });

  test('is updated by a message with unknown fields', async () => {
    expect((await send({ ...update('delivery.arrived', { lorry: 7 }), more: true })).status).toBe(
      200,
    );
  });
});

test('a source that sends too much waits until the end of the window, and others do not', async () => {
  sources = JSON.stringify({ atelier: secret, transporteur: otherSecret });
  for (let index = 0; index < 120; index += 1) {
    expect((await send('{}', { id: `msg_${index}` })).status).toBe(422);
  }
  const message = update('delivery.arrived');
  const refused = await send(message);
  expect(refused).toMatchObject({ status: 429, json: { type: 'urn:casiers:problem:too-many' } });
  expect(refused.response.headers.get('retry-after')).toBe('600');
  expect((await delivery())?.journal).toHaveLength(1);
  expect((await send(message, { by: otherSecret })).status).toBe(200);
});

describe('the problem', () => {
  const title = (kind: string) => ({ type: `urn:casiers:problem:${kind}` });

  test('follows RFC 9457, in French', async () => {
    const { type, json } = await send('{}', { by: otherSecret });
    expect(type).toBe('application/problem+json');
    expect(json).toEqual({
      type: 'urn:casiers:problem:not-theirs',
      title: 'Aucune signature n’est celle d’un émetteur connu',
      status: 401,
    });
  });

  test.each([
    ['no signature', { 'webhook-signature': '' }, 'unsigned'],
    ['a timestamp that is no number', { 'webhook-timestamp': 'hello' }, 'bad-timestamp'],
    ['an old timestamp', { 'webhook-timestamp': '1614265330' }, 'too-old'],
    ['a future timestamp', { 'webhook-timestamp': '9999999999' }, 'too-new'],
    ['another id than the signed one', { 'webhook-id': 'msg_9' }, 'not-theirs'],
  ])('of %s is 401, and the body is not parsed', async (_what, headers, kind) => {
    expect(await send('not json', { headers })).toMatchObject({ status: 401, json: title(kind) });
  });

  test('of a malformed id is 400', async () => {
    expect(await send(update('delivery.arrived'), { id: 'a.b' })).toMatchObject({
      status: 400,
      json: title('bad-id'),
    });
  });

  test.each(['', '{', 'null and more'])('of a body that is not JSON is 400: %s', async (body) => {
    expect(await send(body)).toMatchObject({ status: 400, json: title('not-json') });
  });

  test.each([
    ['null', ['/']],
    ['[]', ['/']],
    ['{"type":"delivery.closed"}', ['/type', '/timestamp', '/data']],
    [JSON.stringify(update('delivery.arrived', { on: '17/03/2026' })), ['/data/on']],
    [
      JSON.stringify({ ...update('delivery.arrived'), timestamp: '2026-03-17T10:05:00' }),
      ['/timestamp'],
    ],
    [JSON.stringify(update('delivery.arrived', { reference: ['x'] })), ['/data/reference']],
  ])(
    'of JSON that does not follow the schema is 422 with its pointers: %s',
    async (body, pointers) => {
      const { status, json } = await send(body);
      expect([status, json['errors']]).toEqual([422, pointers.map((pointer) => ({ pointer }))]);
    },
  );

  test('of a missing reason or a future day is 422', async () => {
    expect(await send(update('delivery.cancelled'))).toMatchObject({
      status: 422,
      json: title('reason-missing'),
    });
    const tomorrow = update('delivery.arrived', { on: '2026-03-18' });
    expect(await send(tomorrow)).toMatchObject({ status: 422, json: title('day-to-come') });
  });

  test('of another method, content type, size or path has a status of its own', async () => {
    const get = await send('', { method: 'GET' });
    expect([get.status, get.response.headers.get('allow')]).toEqual([405, 'POST']);
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect((await send(update('delivery.arrived'), { headers: form })).status).toBe(415);
    expect((await send('x'.repeat(20_000))).status).toBe(413);
    expect((await app.request('/hooks/unknown')).status).toBe(404);
  });

  test('of bytes that are not UTF-8 is 400, although a lenient decoder would find them signed', async () => {
    const body = new Uint8Array([0x22, 0xff, 0x22]);
    const headers = {
      'Content-Type': 'application/json',
      ...signWebhook([secret], { id: 'm', at: environment.clock.now(), body: '"\ufffd"' }),
    };
    const response = await app.request('/hooks/deliveries', { method: 'POST', headers, body });
    expect(response.status).toBe(400);
  });

  test('of an internal error is 500 without its message, which is logged', async () => {
    sources = 'not JSON';
    expect(await send(update('delivery.arrived'))).toMatchObject({
      status: 500,
      json: title('broken'),
    });
    expect(environment.errors).toHaveLength(1);
  });
});

describe('a source', () => {
  test('may sign with either of its two secrets', async () => {
    sources = JSON.stringify({ atelier: [otherSecret, secret] });
    expect((await send(update('delivery.on_its_way'))).status).toBe(200);
    expect((await send(update('delivery.arrived'), { id: 'msg_2', by: otherSecret })).status).toBe(
      200,
    );
  });

  test('with a new secret is known at once, and unknown ones do not cause repeated fetches of the secrets', async () => {
    await send(update('delivery.on_its_way'));
    sources = JSON.stringify({ atelier: secret, transporteur: otherSecret });
    environment.setClock('2026-03-17T09:11:00.000Z');
    expect((await send(update('delivery.arrived'), { id: 'msg_2', by: otherSecret })).status).toBe(
      200,
    );
    expect(fetched).toBe(2);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await send('{}', { by: `whsec_${Buffer.alloc(32, 3).toString('base64')}` });
    }
    expect(fetched).toBe(2);
  });

  test('with a secret that is too short makes every request fail, so that the mistake is seen', async () => {
    sources = JSON.stringify({ atelier: 'whsec_c2hvcnQ=' });
    expect((await send(update('delivery.arrived'))).status).toBe(500);
  });
});
