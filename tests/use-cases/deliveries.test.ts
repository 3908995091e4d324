import { beforeEach, describe, expect, test } from 'vitest';
import { type Delivery, newDelivery } from '../../functions/domain/deliveries/delivery.ts';
import {
  type MoveDeliveryCommand,
  makeLiftReserve,
  makeMoveDelivery,
  makeNoteTakeback,
  makeReceiveDelivery,
} from '../../functions/use-cases/deliveries.ts';
import {
  makeListDeliveries,
  makeViewDelivery,
} from '../../functions/use-cases/delivery-queries.ts';
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
import { makeWorld, type World } from '../shared/world.ts';

const { uai } = crochepierre;
const refusal = { kind: 'not-yours' };

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});

async function planned(): Promise<Delivery> {
  const delivery = newDelivery(
    plan,
    { uai, id: '7F3K2M' },
    { at: '2026-01-12T08:00:00.000Z', who: inspector.name, door: 'web', opening: 'plan' },
  );
  await world.deliveries.save(delivery);
  return { ...delivery, version: 1 };
}

function moving({ id }: Delivery, over: Partial<MoveDeliveryCommand>) {
  const command = { uai, id, by: inspector, door: 'web', opening: 'move' } as const;
  return makeMoveDelivery({ ...world, installers: 'Équipe mobile' })({
    ...command,
    move: 'arrived',
    ...over,
  });
}

const signing = ({ id }: Delivery, opening: string, by = durand, answers = signed) =>
  makeReceiveDelivery(world)({ uai, id, by, door: 'web', opening }, answers);

describe('moving', () => {
  test('says where the lockers are, and who installed them', async () => {
    const delivery = await planned();
    await moving(delivery, { move: 'on-its-way', opening: 'b' });
    await moving(delivery, { move: 'arrived', opening: 'c', on: '2026-01-13' });
    expect(await moving(delivery, { move: 'installed', opening: 'd' })).toMatchObject({
      delivery: {
        state: 'installed',
        arrivedOn: '2026-01-13',
        installed: { on: '2026-01-14', team: 'Équipe mobile' },
      },
    });
  });

  test('by a machine is told under its name; what it says late or twice changes nothing', async () => {
    const delivery = await planned();
    const hook = { by: { machine: 'Atelier d’Eysses' }, door: 'hook' } as const;
    expect(await moving(delivery, { ...hook, opening: 'hook 1' })).toMatchObject({ kind: 'done' });
    expect(await moving(delivery, { ...hook, opening: 'hook 1' })).toMatchObject({ kind: 'done' });
    const late = await moving(delivery, { ...hook, move: 'on-its-way', opening: 'hook 0' });
    expect(late).toMatchObject({ kind: 'settled', delivery: { state: 'arrived', version: 2 } });
    expect((await world.deliveries.listOf(uai))[0]?.journal.at(-1)).toMatchObject({
      who: 'Atelier d’Eysses',
      door: 'hook',
      what: 'arrived',
    });
  });

  test('by machines that speak at once loses nothing that can still be said', async () => {
    const delivery = await planned();
    const by = { machine: 'Atelier d’Eysses' };
    const said = (['on-its-way', 'arrived', 'installed'] as const).map((move) =>
      moving(delivery, { by, door: 'hook', move, opening: `hook ${move}` }),
    );
    await Promise.all(said);
    expect((await world.deliveries.find(uai, delivery.id))?.state).toBe('installed');
  });

  test('is refused to a collège, without its reason, and for a day to come', async () => {
    const delivery = await planned();
    expect(await moving(delivery, { by: durand })).toEqual(refusal);
    expect(await moving(delivery, { move: 'cancelled' })).toEqual({ kind: 'reason-missing' });
    expect(await moving(delivery, { on: '2026-01-15' })).toEqual({ kind: 'day-to-come' });
    expect(await moving({ ...delivery, id: 'NOBODY' }, {})).toEqual(refusal);
  });
});

describe('signing', () => {
  test('leaves one receipt, however often it is sent, and even much later', async () => {
    const delivery = await planned();
    const sent = await Promise.all([signing(delivery, 'a'), signing(delivery, 'a')]);
    expect(sent).toMatchObject([{ kind: 'received' }, { kind: 'received' }]);
    await moving(delivery, { move: 'installed', opening: 'b' });
    expect(await signing(delivery, 'a')).toMatchObject({
      kind: 'received',
      delivery: { state: 'closed', receipts: [{ opening: 'a', by: 'Claire Durand' }] },
    });
  });

  test('by a second person shows the first receipt', async () => {
    const delivery = await planned();
    await Promise.all([signing(delivery, 'a'), signing(delivery, 'b', petit)]);
    const outcome = await signing(delivery, 'c', petit);
    expect(outcome).toMatchObject({ kind: 'not-receivable' });
    expect((await world.deliveries.find(uai, delivery.id))?.receipts).toHaveLength(1);
  });

  test('does not mind that the delivery moved on meanwhile', async () => {
    const delivery = await planned();
    await moving(delivery, { move: 'on-its-way' });
    expect(await signing(delivery, 'a')).toMatchObject({ kind: 'received' });
  });

  test('what contradicts itself is told, and nothing is signed', async () => {
    const delivery = await planned();
    expect(await signing(delivery, 'a', durand, { ...signed, counted: 46 })).toMatchObject({
      kind: 'contradictory',
      problems: [{ kind: 'count-differs' }],
    });
    expect((await world.deliveries.find(uai, delivery.id))?.version).toBe(1);
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
    await moving(delivery, { move: 'installed', opening: 'b' });
    const list = makeListDeliveries(world);
    expect((await list(inspector, 'reserves'))?.totals.openReserves).toBe(1);
    const lift = makeLiftReserve(world);
    const command = { uai, id: delivery.id, door: 'web', reserveId: 'R1', note: '' } as const;
    expect(await lift({ ...command, by: durand, opening: 'c' })).toEqual(refusal);
    expect(await lift({ ...command, by: inspector, opening: 'd' })).toMatchObject({
      delivery: { state: 'closed' },
    });
    expect(await lift({ ...command, by: inspector, opening: 'e' })).toMatchObject({
      kind: 'settled',
    });
    expect((await list(inspector, 'reserves'))?.rows).toEqual([]);
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
    const note = makeNoteTakeback(world);
    const command = { uai, id: delivery.id, door: 'web' } as const;
    const toCome = { ...takeback, collectedOn: '', forWelding: 0 };
    expect(
      await note({ ...command, by: durand, opening: 'a', seenVersion: 1 }, toCome),
    ).toMatchObject({
      kind: 'done',
    });
    await note({ ...command, by: inspector, opening: 'b', seenVersion: 2 }, takeback);
    expect(await note({ ...command, by: lambert, opening: 'c', seenVersion: 3 }, takeback)).toEqual(
      refusal,
    );
    expect(
      await note(
        { ...command, by: durand, opening: 'd', seenVersion: 3 },
        { ...takeback, boardActOn: '' },
      ),
    ).toMatchObject({ kind: 'contradictory' });
    expect((await makeListDeliveries(world)(inspector, 'under-way'))?.totals.takebacks).toEqual({
      lockers: 40,
      collected: 40,
      forWelding: 12,
    });
  });
});

describe('reading', () => {
  test('is for the collège and for the service Éducation', async () => {
    const delivery = await planned();
    const view = makeViewDelivery(world);
    for (const by of [durand, inspector]) {
      expect(await view(delivery, by)).toEqual({ college: crochepierre, delivery });
    }
    expect(await view(delivery, lambert)).toBeUndefined();
    expect(await view({ uai, id: 'NOBODY' }, durand)).toBeUndefined();
    expect(await makeListDeliveries(world)(durand, 'under-way')).toBeUndefined();
  });

  test('the list counts what was not asked for too', async () => {
    await planned();
    world.setClock('2026-01-21T08:00:00.000Z');
    const list = await makeListDeliveries(world)(inspector, 'closed');
    expect(list?.rows).toEqual([]);
    expect(['under-way', 'late', 'planned'].map((filter) => list?.count(filter as 'late'))).toEqual(
      [1, 1, 1],
    );
    expect(list?.totals).toMatchObject({ lockersToCome: 48, lockersReceived: 0 });
  });
});
