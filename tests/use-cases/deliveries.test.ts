import { beforeEach, describe, expect, test } from 'vitest';
import { type Delivery, newDelivery } from '../../functions/domain/deliveries/delivery.ts';
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

function updating({ id }: Delivery, over: Partial<UpdateDeliveryStatusCommand>) {
  const command = { uai, id, by: inspector, channel: 'web', idempotencyKey: 'move' } as const;
  return updateDeliveryStatus(environment, {
    ...command,
    statusUpdate: 'arrived',
    ...over,
  });
}

const signing = ({ id }: Delivery, idempotencyKey: string, by = durand, answers = signed) =>
  receiveDelivery(environment, { uai, id, by, channel: 'web', idempotencyKey }, answers);

describe('moving', () => {
  test('says where the lockers are, and who installed them', async () => {
    const delivery = await planned();
    await updating(delivery, { statusUpdate: 'on-its-way', idempotencyKey: 'b' });
    await updating(delivery, { statusUpdate: 'arrived', idempotencyKey: 'c', on: '2026-01-13' });
    expect(
      await updating(delivery, { statusUpdate: 'installed', idempotencyKey: 'd' }),
    ).toMatchObject({
      delivery: {
        state: 'installed',
        arrivedOn: '2026-01-13',
        installed: { on: '2026-01-14', team: 'Équipe mobile' },
      },
    });
  });

  test('by a machine is told under its name; what it says late or twice changes nothing', async () => {
    const delivery = await planned();
    const webhook = { by: { serviceAccount: 'Atelier d’Eysses' }, channel: 'webhook' } as const;
    expect(await updating(delivery, { ...webhook, idempotencyKey: 'hook 1' })).toMatchObject({
      kind: 'done',
    });
    expect(await updating(delivery, { ...webhook, idempotencyKey: 'hook 1' })).toMatchObject({
      kind: 'done',
    });
    const late = await updating(delivery, {
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

  test('by machines that speak at once loses nothing that can still be said', async () => {
    const delivery = await planned();
    const by = { serviceAccount: 'Atelier d’Eysses' };
    const said = (['on-its-way', 'arrived', 'installed'] as const).map((statusUpdate) =>
      updating(delivery, {
        by,
        channel: 'webhook',
        statusUpdate,
        idempotencyKey: `hook ${statusUpdate}`,
      }),
    );
    await Promise.all(said);
    expect((await environment.deliveries.find(uai, delivery.id))?.state).toBe('installed');
  });

  test('is refused to a collège, without its reason, and for a day to come', async () => {
    const delivery = await planned();
    expect(await updating(delivery, { by: durand })).toEqual(refusal);
    expect(await updating(delivery, { statusUpdate: 'cancelled' })).toEqual({
      kind: 'reason-missing',
    });
    expect(await updating(delivery, { on: '2026-01-15' })).toEqual({ kind: 'day-to-come' });
    expect(await updating({ ...delivery, id: 'NOBODY' }, {})).toEqual(refusal);
  });
});

describe('signing', () => {
  test('leaves one receipt, however often it is sent, and even much later', async () => {
    const delivery = await planned();
    const sent = await Promise.all([signing(delivery, 'a'), signing(delivery, 'a')]);
    expect(sent).toMatchObject([{ kind: 'received' }, { kind: 'received' }]);
    await updating(delivery, { statusUpdate: 'installed', idempotencyKey: 'b' });
    expect(await signing(delivery, 'a')).toMatchObject({
      kind: 'received',
      delivery: { state: 'closed', receipts: [{ idempotencyKey: 'a', by: 'Claire Durand' }] },
    });
  });

  test('by a second person shows the first receipt', async () => {
    const delivery = await planned();
    await Promise.all([signing(delivery, 'a'), signing(delivery, 'b', petit)]);
    const outcome = await signing(delivery, 'c', petit);
    expect(outcome).toMatchObject({ kind: 'not-receivable' });
    expect((await environment.deliveries.find(uai, delivery.id))?.receipts).toHaveLength(1);
  });

  test('does not mind that the delivery moved on meanwhile', async () => {
    const delivery = await planned();
    await updating(delivery, { statusUpdate: 'on-its-way' });
    expect(await signing(delivery, 'a')).toMatchObject({ kind: 'received' });
  });

  test('what contradicts itself is told, and nothing is signed', async () => {
    const delivery = await planned();
    expect(await signing(delivery, 'a', durand, { ...signed, counted: 46 })).toMatchObject({
      kind: 'contradictory',
      problems: [{ kind: 'count-differs' }],
    });
    expect((await environment.deliveries.find(uai, delivery.id))?.version).toBe(1);
  });

  test('is the collège’s alone: neither another’s nor the service Éducation’s', async () => {
    const delivery = await planned();
    expect(await signing(delivery, 'a', lambert)).toEqual(refusal);
    expect(await signing(delivery, 'a', inspector)).toEqual(refusal);
  });
});

describe('a réserve', () => {
  const answers = { ...signed, verdict: 'with-reserves', reserves: [reserve] } as const;

  test('lives until the service Éducation lifts it, which closes what is installed', async () => {
    const delivery = await planned();
    await signing(delivery, 'a', durand, answers);
    await updating(delivery, { statusUpdate: 'installed', idempotencyKey: 'b' });
    expect((await listDeliveries(environment, inspector, 'reserves'))?.totals.openReserves).toBe(1);
    const command = { uai, id: delivery.id, channel: 'web', reserveId: 'R1', note: '' } as const;
    expect(await liftReserve(environment, { ...command, by: durand, idempotencyKey: 'c' })).toEqual(
      refusal,
    );
    expect(
      await liftReserve(environment, { ...command, by: inspector, idempotencyKey: 'd' }),
    ).toMatchObject({
      delivery: { state: 'closed' },
    });
    expect(
      await liftReserve(environment, { ...command, by: inspector, idempotencyKey: 'e' }),
    ).toMatchObject({
      kind: 'invalid-transition',
    });
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

  test('is noted by the collège and by the service Éducation, and counted', async () => {
    const delivery = await planned();
    const command = { uai, id: delivery.id, channel: 'web' } as const;
    const toCome = { ...takeback, collectedOn: '', forWelding: 0 };
    expect(
      await noteTakeback(
        environment,
        { ...command, by: durand, idempotencyKey: 'a', expectedVersion: 1 },
        toCome,
      ),
    ).toMatchObject({
      kind: 'done',
    });
    await noteTakeback(
      environment,
      { ...command, by: inspector, idempotencyKey: 'b', expectedVersion: 2 },
      takeback,
    );
    expect(
      await noteTakeback(
        environment,
        { ...command, by: lambert, idempotencyKey: 'c', expectedVersion: 3 },
        takeback,
      ),
    ).toEqual(refusal);
    expect(
      await noteTakeback(
        environment,
        { ...command, by: durand, idempotencyKey: 'd', expectedVersion: 3 },
        { ...takeback, boardActOn: '' },
      ),
    ).toMatchObject({ kind: 'contradictory' });
    expect((await listDeliveries(environment, inspector, 'under-way'))?.totals.takebacks).toEqual({
      lockers: 40,
      collected: 40,
      forWelding: 12,
    });
  });
});

describe('reading', () => {
  test('is for the collège and for the service Éducation', async () => {
    const delivery = await planned();
    for (const by of [durand, inspector]) {
      expect(await viewDelivery(environment, delivery, by)).toEqual({
        college: crochepierre,
        delivery,
      });
    }
    expect(await viewDelivery(environment, delivery, lambert)).toBeUndefined();
    expect(await viewDelivery(environment, { uai, id: 'NOBODY' }, durand)).toBeUndefined();
    expect(await listDeliveries(environment, durand, 'under-way')).toBeUndefined();
  });

  test('the list counts what was not asked for too', async () => {
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
