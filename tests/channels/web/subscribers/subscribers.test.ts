import { beforeEach, describe, expect, test } from 'vitest';
import type { WebhookMessage } from '../../../../functions/domain/webhooks/message.ts';
import { durand, inspector, register, subscriber } from '../../../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';

const all = '/education/abonnes';
const one = `${all}/${subscriber.id}`;
const form = {
  name: 'Transports',
  url: 'https://transports.example.org/hooks',
  types: ['delivery.planned', 'delivery.arrived'],
};

let environment: TestEnvironment;
let browser: Browser;
beforeEach(async () => {
  environment = await createTestEnvironment();
  browser = openBrowser(environment);
  await browser.signIn(inspector);
});

const stored = async () => (await environment.subscribers.find(subscriber.id)) ?? subscriber;
const secretIn = (text: string) => /whsec_[\w+/=]{44}/.exec(text)?.[0];

describe('a new subscriber', () => {
  test('is shown with its secret in answer to the form, and never again', async () => {
    const { hidden } = await browser.get(all);
    const created = await browser.post(all, { ...form, ...hidden });
    expect(created.status).toBe(200);
    expect(secretIn(created.text)).toBeDefined();
    const [added] = await environment.subscribers.list();
    expect(added).toMatchObject({ ...form, state: 'active', version: 1 });
    const link = created.linkTo('Voir l’abonné') ?? '';
    for (const page of [await browser.get(link), await browser.get(all)]) {
      expect(page.text).toContain('Transports');
      expect(page.text).not.toContain('whsec_');
    }
  });

  test('is created once, even when the form is sent twice', async () => {
    const { hidden } = await browser.get(all);
    const sent = [
      await browser.post(all, { ...form, ...hidden }),
      await browser.post(all, { ...form, ...hidden }),
    ];
    expect(secretIn(sent[0]?.text ?? '')).toBe(secretIn(sent[1]?.text ?? ''));
    expect(await environment.subscribers.list()).toHaveLength(1);
  });

  test.each([
    ['http://transports.example.org/', 'https://'],
    ['https://user:password@transports.example.org/', 'ni nom d’utilisateur'],
    ['https://transports.example.org:22/', 'port'],
    ['javascript:alert(1)', 'ne se lit pas'],
    ['transports', 'ne se lit pas'],
    ['file:///etc/passwd', 'ne se lit pas'],
  ])('cannot have the address %s', async (url, why) => {
    const page = await browser.post(all, { ...form, url });
    expect(page.status).toBe(422);
    expect(page.errorOf('url')).toContain(why);
    expect(page.valueOf('name')).toBe('Transports');
    expect(await environment.subscribers.list()).toEqual([]);
  });

  test('needs a name and at least one event', async () => {
    const page = await browser.post(all, {});
    expect([page.errorOf('name'), page.errorOf('types')]).toEqual([
      'Donnez un nom à cet abonné.',
      'Choisissez au moins un événement.',
    ]);
  });
});

describe('the service Éducation', () => {
  beforeEach(() => environment.subscribers.save(subscriber));
  const act = (what: string, idempotencyKey = what) =>
    browser.post(`${one}/${what}`, { idempotencyKey, version: '1' });

  test.each([
    ['pause', 'paused'],
    ['arret', 'disabled'],
  ])('stops a subscriber: %s', async (what, state) => {
    expect((await act(what)).location).toBe(one);
    expect(await stored()).toMatchObject({ state, version: 2 });
    await browser.post(`${one}/reprise`, { idempotencyKey: 'c', version: '2' });
    expect(await stored()).toMatchObject({ state: 'active', version: 3 });
    expect((await browser.get(one)).text).toContain('envois repris, par Lucie Martin');
  });

  test('is refused an act when the subscriber has changed since', async () => {
    await act('pause');
    expect((await act('arret')).status).toBe(409);
    expect((await stored()).state).toBe('paused');
  });

  test('rotates the secret; the old one stays valid for a day', async () => {
    const page = await act('secret');
    expect(secretIn(page.text)).toBeDefined();
    expect(page.text).toContain('24 heures');
    expect(await stored()).toMatchObject({
      secretVersion: 2,
      previous: { secretVersion: 1, until: '2026-01-15T08:12:00.000Z' },
    });
  });

  test('changes the address and the event types', async () => {
    await browser.post(`${one}/changement`, { ...form, idempotencyKey: 'b', version: '1' });
    expect(await stored()).toMatchObject({ ...form, version: 2 });
    const wrong = await browser.post(`${one}/changement`, {
      ...form,
      url: 'http://x.example.org',
      idempotencyKey: 'c',
      version: '2',
    });
    expect([wrong.status, wrong.errorOf('url')]).toEqual([
      422,
      'L’adresse doit commencer par https://.',
    ]);
  });

  test('sends a test, which is a new event each time', async () => {
    expect((await act('essai')).location).toBe(`${one}?partis=un`);
    environment.setClock('2026-01-14T08:13:00.000Z');
    await act('essai');
    expect(environment.sendJobs.map(({ event }) => event.type)).toEqual([
      'subscriber.tested',
      'subscriber.tested',
    ]);
    expect(new Set(environment.sendJobs.map(({ event }) => event.id)).size).toBe(2);
  });

  test('cannot send a test to a paused subscriber', async () => {
    await act('pause');
    expect((await act('essai')).status).toBe(409);
    expect(environment.sendJobs).toEqual([]);
  });

  test('requests a backfill since a day, one collège at a time', async () => {
    const page = await browser.post(`${one}/passe`, { backfillSince: '14/01/2026' });
    expect(page.location).toBe(`${one}?partis=suite`);
    expect(environment.backfills.map((backfill) => 'uai' in backfill && backfill.uai)).toEqual(
      register.map(({ uai }) => uai),
    );
    expect(
      (await browser.post(`${one}/passe`, { backfillSince: 'hier' })).errorOf('backfillSince'),
    ).toContain('03/02/2026');
  });

  test('resumes a subscriber, and held messages of any date are sent', async () => {
    await act('pause');
    expect((await browser.get(one)).text).toContain('Ce qui a été retenu pendant la pause');
    const resumed = { idempotencyKey: 'c', version: '2' };
    await browser.post(`${one}/reprise`, resumed);
    const held = {
      ...{ kind: 'missed', subscriberId: subscriber.id, from: '', states: ['held'] },
      requestedAt: '2026-01-14T08:12:00.000Z',
    };
    expect(environment.backfills).toEqual([held]);
    await browser.post(`${one}/reprise`, resumed);
    expect(environment.backfills[1]).toEqual(held);
  });

  test('can send the form to resume again after the queue was down', async () => {
    await act('pause');
    const resumed = { idempotencyKey: 'c', version: '2' };
    environment.faults.queue = new Error('down');
    expect((await browser.post(`${one}/reprise`, resumed)).status).toBe(500);
    environment.faults.queue = undefined;
    expect((await browser.post(`${one}/reprise`, resumed)).status).toBe(303);
    expect([(await stored()).state, environment.backfills.length]).toEqual(['active', 1]);
  });
});

describe('the list of messages', () => {
  const webhookMessage = (n: number, over: Partial<WebhookMessage> = {}): WebhookMessage => {
    const at = new Date(Date.parse('2026-01-10T08:00:00.000Z') + n * 60_000).toISOString();
    const id = `msg_${String(n).padStart(32, '0')}`;
    return {
      subscriberId: subscriber.id,
      event: { id, type: 'damage.reported', at, body: '{}' },
      requestedAt: at,
      state: 'received',
      attempts: [{ at, requestedAt: at, milliseconds: 120, status: 204 }],
      version: 0,
      ...over,
    };
  };
  beforeEach(() => environment.subscribers.save(subscriber));

  test('shows every attempt, page after page, the newest first', async () => {
    for (let n = 0; n < 45; n += 1) await environment.webhookMessages.save(webhookMessage(n));
    const counts: number[] = [];
    for (let next: string | null = one; next; ) {
      const page = await browser.get(next);
      counts.push(page.text.match(/204 en 120 ms/g)?.length ?? 0);
      next = page.linkTo('Envois plus anciens');
    }
    expect(counts).toEqual([10, 10, 10, 10, 5]);
  });

  test('says why a message failed, and when each of several attempts was made', async () => {
    const at = '2026-01-10T08:01:00.000Z';
    const tried = { at, requestedAt: at, milliseconds: 15_000, fault: 'timeout' } as const;
    await environment.webhookMessages.save(
      webhookMessage(1, { state: 'failed', attempts: [tried, tried] }),
    );
    const { text } = await browser.get(one);
    expect(text).toContain('pas de réponse en 15 secondes');
    expect(text.match(/10 janvier 2026 à 9 h 01/g)).toHaveLength(3);
  });

  test('replays failed and held messages since a day', async () => {
    const page = await browser.post(`${one}/rejeu`, { replaySince: '10/01/2026' });
    expect(page.location).toBe(`${one}?partis=suite`);
    expect(environment.backfills).toEqual([
      {
        ...{ kind: 'missed', subscriberId: subscriber.id, states: ['failed', 'held'] },
        from: '2026-01-09T10:00:00.000Z',
        requestedAt: '2026-01-14T08:12:00.000Z',
      },
    ]);
  });

  test('replays one message, received or not', async () => {
    await environment.webhookMessages.save(webhookMessage(2));
    const { event } = webhookMessage(2);
    await browser.post(`${one}/rejeu-un`, { event: event.id, at: event.at });
    expect(environment.sendJobs).toEqual([
      { subscriberId: subscriber.id, event, requestedAt: '2026-01-14T08:12:00.000Z' },
    ]);
  });
});

test('only the service Éducation sees or changes subscribers', async () => {
  await environment.subscribers.save(subscriber);
  const other = openBrowser(environment);
  await other.signIn(durand);
  for (const path of [all, one]) expect((await other.get(path)).status).toBe(404);
  for (const what of ['', '/pause', '/secret', '/essai', '/passe']) {
    expect(
      (
        await other.post(`${one}${what}`, {
          idempotencyKey: 'b',
          version: '1',
          backfillSince: '01/01/2026',
        })
      ).status,
    ).toBe(404);
  }
  expect((await other.post(all, form)).status).toBe(404);
  expect([
    environment.sendJobs,
    environment.backfills,
    await environment.subscribers.list(),
  ]).toEqual([[], [], [{ ...subscriber, version: 1 }]]);
});
