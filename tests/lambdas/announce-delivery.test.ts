import { beforeEach, describe, expect, test } from 'vitest';
import { deliveryKey } from '../../functions/adapters/dynamodb/keys.ts';
import { type Delivery, newDelivery } from '../../functions/domain/deliveries/delivery.ts';
import { makeFileDeclaration } from '../../functions/use-cases/declarations.ts';
import {
  type MoveDeliveryCommand,
  makeLiftReserve,
  makeMoveDelivery,
  makeReceiveDelivery,
} from '../../functions/use-cases/deliveries.ts';
import {
  crochepierre,
  durand,
  inspector,
  mailbox,
  plan,
  reserve,
  signed,
} from '../shared/examples.ts';
import { makeWorld, type World } from '../shared/world.ts';
import { recordOf } from './record-of.ts';

const { uai } = crochepierre;
const which = { uai, id: '7F3K2M' };
const reference = 'L-0470678G-7F3K2M';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});

async function planned(): Promise<Delivery> {
  const act = {
    at: '2026-01-14T08:00:00.000Z',
    who: inspector.name,
    door: 'web',
    opening: 'a',
  } as const;
  const delivery = newDelivery(plan, which, act);
  await world.deliveries.save(delivery);
  return delivery;
}

/** What is told of that act; what was told before is forgotten. */
async function told(act: () => Promise<{ kind: string }>) {
  const before = await recordOf(world, deliveryKey(uai, which.id));
  expect(['done', 'received']).toContain((await act()).kind);
  const OldImage = before.dynamodb?.NewImage;
  world.sent.length = 0;
  await world.carryJournal({
    Records: [await recordOf(world, deliveryKey(uai, which.id), { ...(OldImage && { OldImage }) })],
  });
  return world.sent;
}

const move = (over: Partial<MoveDeliveryCommand>) => () =>
  makeMoveDelivery({ ...world, installers: 'Équipe mobile' })({
    ...{ ...which, by: inspector, door: 'web', move: 'arrived', opening: over.move ?? '' },
    ...over,
  });
const sign =
  (over = {}) =>
  () =>
    makeReceiveDelivery(world)(
      { ...which, by: durand, door: 'web', opening: 'sign' },
      { ...signed, ...over },
    );

describe('a delivery', () => {
  test('that is planned is told to the official mailbox, and to whoever declared the needs', async () => {
    await makeFileDeclaration(world)(
      { uai, campaignId: '2026', by: durand, door: 'web', opening: 'b', seenVersion: 0 },
      { kind: 'nothing-needed' },
    );
    await planned();
    await world.carryJournal({ Records: [await recordOf(world, deliveryKey(uai, which.id))] });
    expect(world.sent.map(({ to, subject }) => [to, subject]).toSorted()).toEqual([
      [mailbox.mail, `Livraison prévue\u00a0: ${reference}`],
      [durand.mail, `Livraison prévue\u00a0: ${reference}`],
    ]);
    expect(world.sent[0]?.text).toContain('livrés le mardi 20 janvier 2026, le matin');
    expect(world.sent[0]?.text).toContain(`https://casiers.example.org/livraisons/${reference}`);
    expect(world.sent[0]?.text).not.toContain('/reception');
  });

  test('that has arrived asks for its bon de réception, once', async () => {
    await planned();
    const [mail] = await told(move({ move: 'arrived' }));
    expect(mail?.subject).toBe(`Vos casiers sont arrivés\u00a0: ${reference}`);
    expect(mail?.text).toContain(`/livraisons/${reference}/reception`);
    const [after] = await told(sign());
    expect(after?.text).toContain('le bon de réception est signé par Claire Durand');
    expect(after?.text).not.toContain('/reception');
  });

  test.each([
    ['on-its-way', 'Vos casiers sont en route'],
    ['postponed', 'Livraison reportée'],
    ['cancelled', 'Livraison annulée'],
  ] as const)('that is %s is told so, with its reason', async (what, subject) => {
    await planned();
    const [mail] = await told(move({ move: what, note: 'Route coupée.' }));
    expect(mail?.subject).toBe(`${subject}\u00a0: ${reference}`);
    expect(mail?.text).toContain('Route coupée.');
  });

  test('that is refused is told with the reason', async () => {
    await planned();
    const [refused] = await told(sign({ verdict: 'refused', comment: 'Mauvaise couleur.' }));
    expect(refused?.subject).toContain('Livraison refusée');
    expect(refused?.text).toContain('Mauvaise couleur.');
  });

  test('with réserves lists them until the last is lifted, which closes it', async () => {
    await planned();
    const [mail] = await told(sign({ verdict: 'with-reserves', counted: 46, reserves: [reserve] }));
    expect(mail?.text).toContain('2 RÉSERVES À LEVER');
    expect(mail?.text).toContain('2 casiers manquent.');
    expect(mail?.text).toContain(
      '3 casiers\u00a0: 12-14. Serrure. La serrure tourne dans le vide.',
    );
    await told(move({ move: 'installed' }));
    const lift = (reserveId: string) => () =>
      makeLiftReserve(world)({
        ...which,
        by: inspector,
        door: 'web',
        opening: reserveId,
        reserveId,
        note: '',
      });
    expect((await told(lift('R1')))[0]?.subject).toContain('Réserve levée');
    expect((await told(lift('R2')))[0]?.subject).toContain('Livraison terminée');
  });

  test('that was loaded before the counter opened is told to nobody', async () => {
    await world.deliveries.save({
      ...newDelivery(plan, which, { at: '', who: '', door: 'web', opening: 'loaded' }),
      journal: [],
    });
    await world.carryJournal({ Records: [await recordOf(world, deliveryKey(uai, which.id))] });
    expect(world.sent).toEqual([]);
  });
});
