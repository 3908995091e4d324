import { beforeEach, describe, expect, test } from 'vitest';
import type { College } from '../../functions/domain/colleges/college.ts';
import { newDelivery } from '../../functions/domain/deliveries/delivery.ts';
import { parseUai } from '../../functions/domain/uai.ts';
import { isFinished, type WebhookMessage } from '../../functions/domain/webhooks/message.ts';
import { newSubscriber } from '../../functions/domain/webhooks/subscriber.ts';
import { enqueueBackfill } from '../../functions/use-cases/webhook-messages.ts';
import { backfillEvents } from '../../functions/use-cases/webhook-replays.ts';
import { crochepierre, inspector } from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

const now = '2026-01-14T08:12:00.000Z';
const subscriberId = 'abcdef123456';
const terms = {
  name: 'Transports',
  url: 'https://hooks.example.org/casiers',
  types: ['delivery.planned'] as const,
};

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await createTestEnvironment({ now });
  await environment.subscribers.save(
    newSubscriber(subscriberId, terms, { at: now, who: '', idempotencyKey: 'a' }),
  );
});

function collegeOf(index: number): College {
  const parseResults = [...'ABCDEFGHJKLMNPRSTUVWXYZ'].map((letter) =>
    parseUai(`${String(9_990_000 + index)}${letter}`),
  );
  const parsed = parseResults.find(({ kind }) => kind === 'uai');
  if (parsed?.kind !== 'uai') throw new Error('no letter fits');
  return { ...crochepierre, uai: parsed.uai };
}

async function planDelivery({ uai }: College, id: string) {
  const plan = { lockers: 48, expected: { from: '2026-03-17', to: '2026-03-17' }, orderNumber: '' };
  const act = { at: now, who: 'x', channel: 'web', idempotencyKey: 'a' } as const;
  await environment.deliveries.save(newDelivery(plan, { uai, id }, act));
}

describe('a backfill of 300 collèges', () => {
  test('is requested without reading any journal, and enqueued collège by collège, each event once', async () => {
    const colleges = Array.from({ length: 300 }, (_, index) => collegeOf(index));
    await environment.departement.replaceRegister(colleges, now);
    for (const college of colleges) await planDelivery(college, '7F3K2M');
    const noCollege = {
      listOf: () => {
        throw new Error('The page reads a journal');
      },
    };
    const deps = {
      ...environment,
      ...{ deliveries: noCollege, damages: noCollege, declarations: noCollege },
    };
    const command = { by: inspector, id: subscriberId };
    expect(await backfillEvents(deps, command, '2026-01-14')).toEqual({ kind: 'backfilling' });
    expect([environment.backfills.length, environment.sendJobs.length]).toEqual([300, 0]);
    for (const backfill of environment.backfills) await enqueueBackfill(environment, backfill);
    expect(new Set(environment.sendJobs.map(({ event }) => event.id)).size).toBe(300);
    expect(environment.sendJobs).toHaveLength(300);
  });
});

describe('a backfill', () => {
  const past = { kind: 'past', subscriberId, uai: crochepierre.uai, from: now } as const;

  test('of past events leaves out older events, and types that the subscriber does not want', async () => {
    await planDelivery(crochepierre, '7F3K2M');
    await enqueueBackfill(environment, { ...past, from: '2026-01-14T08:12:00.001Z' });
    expect(environment.sendJobs).toEqual([]);
    await enqueueBackfill(environment, past);
    expect(environment.sendJobs).toMatchObject([
      { event: { type: 'delivery.planned' }, requestedAt: now },
    ]);
  });

  test('that is run twice enqueues jobs that do nothing where the first ones were received', async () => {
    await planDelivery(crochepierre, '7F3K2M');
    await enqueueBackfill(environment, past);
    await enqueueBackfill(environment, past);
    const [one, other] = environment.sendJobs;
    if (!one || !other) throw new Error('no jobs');
    const received: WebhookMessage = { ...one, state: 'received', attempts: [], version: 1 };
    expect(isFinished(received, other)).toBe(true);
  });

  test('of missed messages enqueues those, the earliest first, and nothing else', async () => {
    const states = ['failed', 'received', 'held', 'waiting'] as const;
    const saves = Array.from({ length: 600 }, (_, index) => {
      const at = new Date(Date.parse(now) + index * 1000).toISOString();
      return environment.webhookMessages.save({
        subscriberId,
        event: { id: `msg_${index}`, type: 'delivery.planned', at, body: '{}' },
        requestedAt: at,
        state: states[index % 4] ?? 'waiting',
        attempts: [],
        version: 0,
      });
    });
    await Promise.all(saves);
    const requestedAt = '2026-02-01T00:00:00.000Z';
    const missed = { kind: 'missed', subscriberId, from: '', requestedAt } as const;
    await enqueueBackfill(environment, { ...missed, states: ['held'] });
    const ids = environment.sendJobs.map(({ event }) => event.id);
    expect(ids).toEqual(Array.from({ length: 150 }, (_, index) => `msg_${4 * index + 2}`));
    expect(new Set(environment.sendJobs.map((job) => job.requestedAt))).toEqual(
      new Set([requestedAt]),
    );
    environment.sendJobs.length = 0;
    const from = new Date(Date.parse(now) + 590_000).toISOString();
    await enqueueBackfill(environment, { ...missed, states: ['failed', 'held'], from });
    expect(environment.sendJobs.map(({ event }) => event.id)).toEqual([
      'msg_590',
      'msg_592',
      'msg_594',
      'msg_596',
      'msg_598',
    ]);
  });

  test.each(['abcdef123456', 'unknown'])(
    'of %s, which is disabled or unknown, enqueues nothing',
    async (id) => {
      const stored = await environment.subscribers.find(subscriberId);
      if (stored) await environment.subscribers.save({ ...stored, state: 'disabled' });
      await planDelivery(crochepierre, '7F3K2M');
      await enqueueBackfill(environment, { ...past, subscriberId: id });
      expect(environment.sendJobs).toEqual([]);
    },
  );
});
