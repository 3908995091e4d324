import { beforeEach, describe, expect, test } from 'vitest';
import { type Delivery, newDelivery } from '../../functions/domain/deliveries/delivery.ts';
import type { Person } from '../../functions/domain/people/person.ts';
import {
  liftReserve,
  noteTakeback,
  receiveDelivery,
  type UpdateDeliveryStatusCommand,
  updateDeliveryStatus,
} from '../../functions/use-cases/deliveries.ts';
import { listDeliveries, viewDelivery } from '../../functions/use-cases/delivery-queries.ts';
import {
  crochepierre,
  durand,
  inspector,
  lambert,
  petit,
  plan,
  reserve,
  signed,
} from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

const { uai } = crochepierre;
const refusal = { kind: 'forbidden' };

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await createTestEnvironment();
});

async function planned(): Promise<Delivery> {
  const delivery = newDelivery(
    plan,
    { uai, id: '7F3K2M' },
    { at: '2026-01-12T08:00:00.000Z', who: inspector.name, channel: 'web', idempotencyKey: 'plan' },
  );
  await environment.deliveries.save(delivery);
  return { ...delivery, version: 1 };
}

function update({ id }: Delivery, over: Partial<UpdateDeliveryStatusCommand>) {
  const command = { uai, id, by: inspector, channel: 'web', idempotencyKey: 'move' } as const;
  return updateDeliveryStatus(environment, {
    ...command,
    statusUpdate: 'arrived',
    ...over,
  });
}

const sign = ({ id }: Delivery, idempotencyKey: string, by = durand, answers = signed) =>
  receiveDelivery(environment, { uai, id, by, channel: 'web', idempotencyKey }, answers);

describe('a status update', () => {
  test('records the state of the delivery, and who installed the lockers', async () => {
    const delivery = await planned();
    await update(delivery, { statusUpdate: 'on-its-way', idempotencyKey: 'b' });
    await update(delivery, { statusUpdate: 'arrived', idempotencyKey: 'c', on: '2026-01-13' });
    expect(
      await update(delivery, { statusUpdate: 'installed', idempotencyKey: 'd' }),
    ).toMatchObject({
      delivery: {
        state: 'installed',
        arrivedOn: '2026-01-13',
        installed: { on: '2026-01-14', team: 'Équipe mobile' },
      },
    });
  });

  test('by another system is recorded under its name; a late or repeated one changes nothing', async () => {
    const delivery = await planned();
    const webhook = { by: { serviceAccount: 'Atelier d’Eysses' }, channel: 'webhook' } as const;
    expect(await update(delivery, { ...webhook, idempotencyKey: 'hook 1' })).toMatchObject({
      kind: 'done',
    });
    expect(await update(delivery, { ...webhook, idempotencyKey: 'hook 1' })).toMatchObject({
      kind: 'done',
    });
    const late = await update(delivery, {
      ...webhook,
      statusUpdate: 'on-its-way',
      idempotencyKey: 'hook 0',
    });
    expect(late).toMatchObject({
      kind: 'invalid-transition',
      delivery: { state: 'arrived', version: 2 },
    });
    expect((await environment.deliveries.listOf(uai))[0]?.journal.at(-1)).toMatchObject({
      who: 'Atelier d’Eysses',
      channel: 'webhook',
      what: 'arrived',
    });
  });

  test('is not lost when several systems send updates at the same time', async () => {
    const delivery = await planned();
    const by = { serviceAccount: 'Atelier d’Eysses' };
    const updates = (['on-its-way', 'arrived', 'installed'] as const).map((statusUpdate) =>
      update(delivery, {
        by,
        channel: 'webhook',
        statusUpdate,
        idempotencyKey: `hook ${statusUpdate}`,
      }),
    );
    await Promise.all(updates);
    expect((await environment.deliveries.find(uai, delivery.id))?.state).toBe('installed');
  });

  test('is refused from a collège, without a required reason, for a future day and for an unknown delivery', async () => {
    const delivery = await planned();
    expect(await update(delivery, { by: durand })).toEqual(refusal);
    expect(await update(delivery, { statusUpdate: 'cancelled' })).toEqual({
      kind: 'reason-missing',
    });
    expect(await update(delivery, { on: '2026-01-15' })).toEqual({ kind: 'day-to-come' });
    expect(await update({ ...delivery, id: 'ABSENT' }, {})).toEqual(refusal);
  });
});

describe('a receipt', () => {
  test('is recorded once, however often and however late its form is sent', async () => {
    const delivery = await planned();
    const sent = await Promise.all([sign(delivery, 'a'), sign(delivery, 'a')]);
    expect(sent).toMatchObject([{ kind: 'received' }, { kind: 'received' }]);
    await update(delivery, { statusUpdate: 'installed', idempotencyKey: 'b' });
    expect(await sign(delivery, 'a')).toMatchObject({
      kind: 'received',
      delivery: { state: 'closed', receipts: [{ idempotencyKey: 'a', by: 'Claire Durand' }] },
    });
  });

  test('of a second person is refused', async () => {
    const delivery = await planned();
    await Promise.all([sign(delivery, 'a'), sign(delivery, 'b', petit)]);
    const result = await sign(delivery, 'c', petit);
    expect(result).toMatchObject({ kind: 'not-receivable' });
    expect((await environment.deliveries.find(uai, delivery.id))?.receipts).toHaveLength(1);
  });

  test('is accepted after a status update', async () => {
    const delivery = await planned();
    await update(delivery, { statusUpdate: 'on-its-way' });
    expect(await sign(delivery, 'a')).toMatchObject({ kind: 'received' });
  });

  test('with contradictory answers is not recorded', async () => {
    const delivery = await planned();
    expect(await sign(delivery, 'a', durand, { ...signed, counted: 46 })).toMatchObject({
      kind: 'contradictory',
      problems: [{ kind: 'count-differs' }],
    });
    expect((await environment.deliveries.find(uai, delivery.id))?.version).toBe(1);
  });

  test('is signed by the collège alone: neither by another collège nor by the service Éducation', async () => {
    const delivery = await planned();
    expect(await sign(delivery, 'a', lambert)).toEqual(refusal);
    expect(await sign(delivery, 'a', inspector)).toEqual(refusal);
  });
});

describe('a réserve', () => {
  const answers = { ...signed, verdict: 'with-reserves', reserves: [reserve] } as const;

  test('is open until the service Éducation lifts it, which closes an installed delivery', async () => {
    const delivery = await planned();
    await sign(delivery, 'a', durand, answers);
    await update(delivery, { statusUpdate: 'installed', idempotencyKey: 'b' });
    expect((await listDeliveries(environment, inspector, 'reserves'))?.totals.openReserves).toBe(1);
    const lift = (by: Person, idempotencyKey: string) =>
      liftReserve(environment, {
        ...{ uai, id: delivery.id, channel: 'web', reserveId: 'R1', note: '' },
        ...{ by, idempotencyKey },
      });
    expect(await lift(durand, 'c')).toEqual(refusal);
    expect(await lift(inspector, 'd')).toMatchObject({ delivery: { state: 'closed' } });
    expect(await lift(inspector, 'e')).toMatchObject({ kind: 'invalid-transition' });
    expect((await listDeliveries(environment, inspector, 'reserves'))?.rows).toEqual([]);
  });
});

describe('a takeback', () => {
  const takeback = {
    lockers: 40,
    owner: 'college',
    route: 'decommissioned',
    boardActOn: '2025-11-20',
    collectedOn: '2026-01-14',
    forWelding: 12,
  } as const;

  test('is noted by the collège or the service Éducation, and counted in the totals', async () => {
    const delivery = await planned();
    const note = (by: Person, expectedVersion: number, over = {}) =>
      noteTakeback(
        environment,
        {
          ...{ uai, id: delivery.id, channel: 'web', by, expectedVersion },
          idempotencyKey: `${by.name} ${expectedVersion}`,
        },
        { ...takeback, ...over },
      );
    const toCome = { collectedOn: '', forWelding: 0 };
    expect(await note(durand, 1, toCome)).toMatchObject({ kind: 'done' });
    await note(inspector, 2);
    expect(await note(lambert, 3)).toEqual(refusal);
    expect(await note(durand, 3, { boardActOn: '' })).toMatchObject({ kind: 'contradictory' });
    expect((await listDeliveries(environment, inspector, 'under-way'))?.totals.takebacks).toEqual({
      lockers: 40,
      collected: 40,
      forWelding: 12,
    });
  });
});

describe('queries', () => {
  test('answer the collège and the service Éducation', async () => {
    const delivery = await planned();
    for (const by of [durand, inspector]) {
      expect(await viewDelivery(environment, delivery, by)).toEqual({
        college: crochepierre,
        delivery,
      });
    }
    expect(await viewDelivery(environment, delivery, lambert)).toBeUndefined();
    expect(await viewDelivery(environment, { uai, id: 'ABSENT' }, durand)).toBeUndefined();
    expect(await listDeliveries(environment, durand, 'under-way')).toBeUndefined();
  });

  test('count the deliveries of every filter', async () => {
    await planned();
    environment.setClock('2026-01-21T08:00:00.000Z');
    const list = await listDeliveries(environment, inspector, 'closed');
    expect(list?.rows).toEqual([]);
    expect(['under-way', 'late', 'planned'].map((filter) => list?.count(filter as 'late'))).toEqual(
      [1, 1, 1],
    );
    expect(list?.totals).toMatchObject({ lockersToCome: 48, lockersReceived: 0 });
  });
});
