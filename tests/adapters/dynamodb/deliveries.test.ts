import { beforeEach, describe, expect, test } from 'vitest';
import { createDamageStore } from '../../../functions/adapters/dynamodb/damages.ts';
import { createDeliveryStore } from '../../../functions/adapters/dynamodb/deliveries.ts';
import { deliveryKey } from '../../../functions/adapters/dynamodb/keys.ts';
import { type Delivery, newDelivery } from '../../../functions/domain/deliveries/delivery.ts';
import {
  planAgain,
  receive,
  withReserveLifted,
  withStatusUpdate,
  withTakeback,
} from '../../../functions/domain/deliveries/transitions.ts';
import type { DeliveryStore } from '../../../functions/use-cases/ports.ts';
import { crochepierre, plan, reserve, signed } from '../../shared/examples.ts';
import { type FreshTable, freshTable } from '../../shared/fresh-table.ts';

let fresh: FreshTable;
let store: DeliveryStore;
let now = new Date('2026-01-14T08:00:00.000Z');

beforeEach(async () => {
  now = new Date('2026-01-14T08:00:00.000Z');
  fresh = await freshTable();
  store = createDeliveryStore(fresh.table, () => now);
});

const { uai } = crochepierre;
const act = (idempotencyKey: string) =>
  ({ at: now.toISOString(), who: 'Lucie Martin', channel: 'web', idempotencyKey }) as const;
const planned = (id: string, idempotencyKey = id) =>
  newDelivery(plan, { uai, id }, act(idempotencyKey));

/** Saves the delivery. Returns it as it is stored. */
async function saved(delivery: Delivery | undefined): Promise<Delivery> {
  if (!delivery) throw new Error('refused');
  expect(await store.save(delivery)).toBe('saved');
  return { ...delivery, version: delivery.version + 1 };
}

describe('saving', () => {
  test('keeps every field of a delivery', async () => {
    const answers = {
      ...signed,
      counted: 46,
      verdict: 'with-reserves',
      reserves: [reserve],
    } as const;
    const details = {
      statusUpdate: 'installed',
      on: '2026-01-21',
      team: 'Équipe mobile',
      note: '',
    } as const;
    const takeback = {
      lockers: 40,
      owner: 'college',
      route: 'decommissioned',
      boardActOn: '2025-11-20',
      collectedOn: '',
      forWelding: 0,
    } as const;
    let delivery = await saved(planned('7F3K2M'));
    delivery = await saved(receive(delivery, { answers, today: '2026-01-20' }, act('b')));
    delivery = await saved(withStatusUpdate(delivery, details, act('c')));
    delivery = await saved(
      withReserveLifted(delivery, { reserveId: 'R1', note: 'Livrés.' }, act('d')),
    );
    delivery = await saved(withTakeback(delivery, takeback, act('e')));
    expect(await store.find(uai, '7F3K2M')).toEqual(delivery);
  });

  test('one of ten writes over the same version is kept', async () => {
    const delivery = await saved(planned('7F3K2M'));
    const writes = Array.from({ length: 10 }, (_, index) =>
      store.save({ ...delivery, lastIdempotencyKey: `b${index}` }),
    );
    expect((await Promise.all(writes)).filter((outcome) => outcome === 'saved')).toHaveLength(1);
  });

  test('a write that lost its answer is saved when it is sent again', async () => {
    await saved(planned('7F3K2M', 'a'));
    expect(await store.save(planned('7F3K2M', 'a'))).toBe('saved');
    expect(await store.save(planned('7F3K2M', 'b'))).toBe('conflict');
    expect((await store.find(uai, '7F3K2M'))?.version).toBe(1);
  });
});

test('the deliveries of a collège are listed by their first day, without its damages', async () => {
  await saved({ ...planned('A00001'), expected: { from: '2026-03-01', to: '2026-03-31' } });
  await saved(planned('B00001'));
  expect((await store.listOf(uai)).map(({ id }) => id)).toEqual(['B00001', 'A00001']);
  expect(await createDamageStore(fresh.table, () => now).listOf(uai)).toEqual([]);
});

test('the deliveries changed between two instants are found, and no other kind', async () => {
  await saved(planned('A00001'));
  now = new Date('2026-01-16T23:59:59.999Z');
  await saved(planned('B00001'));
  const found = await store.listChanged('2026-01-15T00:00:00.000Z', '2026-01-17T00:00:00.000Z');
  expect(found.map(({ id }) => id)).toEqual(['B00001']);
  const damages = createDamageStore(fresh.table, () => now);
  expect(await damages.listChanged('2026-01-14T00:00:00.000Z', now.toISOString())).toEqual([]);
});

describe('what is open', () => {
  const ids = async (...years: string[]) => (await store.listOpen(years)).map(({ id }) => id);
  const cancelled = { statusUpdate: 'cancelled', on: '', team: '', note: 'Erreur.' } as const;

  test('is listed by the school year that its plan begins in, the earliest first', async () => {
    await saved({ ...planned('C00001'), expected: { from: '2026-09-01', to: '2026-09-30' } });
    await saved({ ...planned('B00001'), expected: { from: '2026-08-31', to: '2026-09-05' } });
    await saved({ ...planned('A00001'), expected: { from: '2025-09-01', to: '2025-09-01' } });
    expect(await ids('2025-2026')).toEqual(['A00001', 'B00001']);
    expect(await ids('2025-2026', '2026-2027')).toEqual(['A00001', 'B00001', 'C00001']);
    expect(await createDamageStore(fresh.table, () => now).listOpen(['2025-2026'])).toEqual([]);
  });

  test('changes lists when it is planned for another school year', async () => {
    const delivery = await saved(planned('A00001'));
    const later = { ...plan, expected: { from: '2026-10-05', to: '2026-10-05' } };
    await saved(planAgain(delivery, later, act('b')));
    expect(await ids('2025-2026')).toEqual([]);
    expect(await ids('2026-2027')).toEqual(['A00001']);
  });

  test('leaves the list when it is closed or cancelled', async () => {
    const signature = { answers: signed, today: '2026-01-20' } as const;
    const installed = { statusUpdate: 'installed', on: '2026-01-21', team: 'T', note: '' } as const;
    const arrived = await saved(receive(await saved(planned('A00001')), signature, act('b')));
    expect(await ids('2025-2026')).toEqual(['A00001']);
    const closed = await saved(withStatusUpdate(arrived, installed, act('c')));
    expect(closed.state).toBe('closed');
    await saved(withStatusUpdate(await saved(planned('B00001')), cancelled, act('d')));
    expect(await ids('2024-2025', '2025-2026', '2026-2027')).toEqual([]);
  });
});

test('a delivery stored before deliveries had receipts can be read and saved', async () => {
  await fresh.table.put({
    ...deliveryKey(uai, '2025-1'),
    id: '2025-1',
    uai,
    state: 'arrived',
    lockers: 48,
    expected: { from: '2025-12-17', to: '2025-12-17' },
    arrivedOn: '2025-12-17',
    version: 1,
  });
  const delivery = await store.find(uai, '2025-1');
  expect(delivery).toMatchObject({ state: 'arrived', orderNumber: '', receipts: [], journal: [] });
  if (delivery) expect(await store.save({ ...delivery, lastIdempotencyKey: 'a' })).toBe('saved');
});

test('a réserve stored before réserves had photos is read without photos', async () => {
  const answers = { ...signed, verdict: 'with-reserves', reserves: [reserve] } as const;
  const received = receive(planned('a'), { answers, today: '2026-01-14' }, act('sign'));
  const [receipt] = received?.receipts ?? [];
  const reserves = receipt?.reserves.map(({ photos: _, ...older }) => older);
  await fresh.table.putNext({
    ...deliveryKey(uai, 'a'),
    ...received,
    version: 1,
    receipts: [{ ...receipt, reserves }],
  });
  const stored = await store.find(uai, 'a');
  expect(stored?.receipts[0]?.reserves[0]).toMatchObject({ id: 'R1', photos: [] });
});
