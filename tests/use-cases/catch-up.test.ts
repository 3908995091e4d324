import { beforeEach, describe, expect, test } from 'vitest';
import { eventsOf } from '../../functions/channels/webhooks/events/catalog.ts';
import type { College } from '../../functions/domain/colleges/college.ts';
import { newDelivery } from '../../functions/domain/deliveries/delivery.ts';
import { readUai } from '../../functions/domain/uai.ts';
import type { CatchUp } from '../../functions/domain/webhooks/message.ts';
import {
  type Dispatch,
  type DispatchOrder,
  isSettled,
} from '../../functions/domain/webhooks/message.ts';
import { newSubscriber } from '../../functions/domain/webhooks/subscriber.ts';
import { makeMakeOrders } from '../../functions/use-cases/webhook-messages.ts';
import { makePushPastEvents } from '../../functions/use-cases/webhook-replays.ts';
import { crochepierre, inspector } from '../shared/examples.ts';
import { makeWorld, type World } from '../shared/world.ts';

const now = '2026-01-14T08:12:00.000Z';
const subscriberId = 'abcdef123456';
const terms = {
  name: 'Transports',
  url: 'https://hooks.example.org/casiers',
  types: ['delivery.planned'] as const,
};

let world: World;
beforeEach(async () => {
  world = await makeWorld({ now });
  await world.subscribers.save(
    newSubscriber(subscriberId, terms, { at: now, who: '', opening: 'a' }),
  );
});

const queue = () => ({
  put: async (orders: readonly DispatchOrder[]) => void world.orders.push(...orders),
  putCatchUps: async (catchUps: readonly CatchUp[]) => void world.catchUps.push(...catchUps),
});
const makeOrders = (catchUp: CatchUp) =>
  makeMakeOrders({ ...world, eventsOf, queue: queue() })(catchUp);

function collegeOf(index: number): College {
  const readings = [...'ABCDEFGHJKLMNPRSTUVWXYZ'].map((letter) =>
    readUai(`${String(9_990_000 + index)}${letter}`),
  );
  const reading = readings.find(({ kind }) => kind === 'uai');
  if (reading?.kind !== 'uai') throw new Error('no letter fits');
  return { ...crochepierre, uai: reading.uai };
}

async function planDelivery({ uai }: College, id: string) {
  const plan = { lockers: 48, expected: { from: '2026-03-17', to: '2026-03-17' }, orderNumber: '' };
  const act = { at: now, who: 'x', door: 'web', opening: 'a' } as const;
  await world.deliveries.save(newDelivery(plan, { uai, id }, act));
}

describe('the past of 300 collèges', () => {
  test('is asked for without reading any, and sent collège by collège, each event once', async () => {
    const colleges = Array.from({ length: 300 }, (_, index) => collegeOf(index));
    await world.departement.replaceRegister(colleges, now);
    for (const college of colleges) await planDelivery(college, '7F3K2M');
    const noCollege = {
      listOf: () => {
        throw new Error('the page has no time for this');
      },
    };
    const push = makePushPastEvents({
      ...world,
      queue: queue(),
      ...{ deliveries: noCollege, damages: noCollege, declarations: noCollege },
    });
    const command = { by: inspector, id: subscriberId };
    expect(await push(command, '2026-01-14')).toEqual({ kind: 'catching-up' });
    expect([world.catchUps.length, world.orders.length]).toEqual([300, 0]);
    for (const catchUp of world.catchUps) await makeOrders(catchUp);
    expect(new Set(world.orders.map(({ event }) => event.id)).size).toBe(300);
    expect(world.orders).toHaveLength(300);
  });
});

describe('a catch-up', () => {
  const past = { kind: 'past', subscriberId, uai: crochepierre.uai, from: now } as const;

  test('of the past leaves out what is older, and what is not wanted', async () => {
    await planDelivery(crochepierre, '7F3K2M');
    await makeOrders({ ...past, from: '2026-01-14T08:12:00.001Z' });
    expect(world.orders).toEqual([]);
    await makeOrders(past);
    expect(world.orders).toMatchObject([{ event: { type: 'delivery.planned' }, round: now }]);
  });

  test('begun again makes orders that are void where the first were heard', async () => {
    await planDelivery(crochepierre, '7F3K2M');
    await makeOrders(past);
    await makeOrders(past);
    const [one, other] = world.orders;
    if (!one || !other) throw new Error('no orders');
    const received: Dispatch = { ...one, state: 'received', attempts: [], version: 1 };
    expect(isSettled(received, other)).toBe(true);
  });

  test('of what was missed sends that again, the earliest first, and nothing else', async () => {
    const states = ['failed', 'received', 'held', 'waiting'] as const;
    const saves = Array.from({ length: 600 }, (_, index) => {
      const at = new Date(Date.parse(now) + index * 1000).toISOString();
      return world.dispatches.save({
        subscriberId,
        event: { id: `msg_${index}`, type: 'delivery.planned', at, body: '{}' },
        round: at,
        state: states[index % 4] ?? 'waiting',
        attempts: [],
        version: 0,
      });
    });
    await Promise.all(saves);
    const round = '2026-02-01T00:00:00.000Z';
    const missed = { kind: 'missed', subscriberId, from: '', round } as const;
    await makeOrders({ ...missed, states: ['held'] });
    const ids = world.orders.map(({ event }) => event.id);
    expect(ids).toEqual(Array.from({ length: 150 }, (_, index) => `msg_${4 * index + 2}`));
    expect(new Set(world.orders.map((order) => order.round))).toEqual(new Set([round]));
    world.orders.length = 0;
    const from = new Date(Date.parse(now) + 590_000).toISOString();
    await makeOrders({ ...missed, states: ['failed', 'held'], from });
    expect(world.orders.map(({ event }) => event.id)).toEqual([
      'msg_590',
      'msg_592',
      'msg_594',
      'msg_596',
      'msg_598',
    ]);
  });

  test.each(['abcdef123456', 'nobody'])(
    'of %s, who is not to be told anything, is let go',
    async (id) => {
      const stored = await world.subscribers.find(subscriberId);
      if (stored) await world.subscribers.save({ ...stored, state: 'disabled' });
      await planDelivery(crochepierre, '7F3K2M');
      await makeOrders({ ...past, subscriberId: id });
      expect(world.orders).toEqual([]);
    },
  );
});
