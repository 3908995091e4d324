import { beforeEach, describe, expect, test } from 'vitest';
import { deliveryKey } from '../../functions/adapters/dynamodb/keys.ts';
import { type Delivery, newDelivery } from '../../functions/domain/deliveries/delivery.ts';
import { fileDeclaration } from '../../functions/use-cases/declarations.ts';
import {
  liftReserve,
  receiveDelivery,
  type UpdateDeliveryStatusCommand,
  updateDeliveryStatus,
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
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';
import { recordOf } from './record-of.ts';

const { uai } = crochepierre;
const key = { uai, id: '7F3K2M' };
const reference = 'L-0470678G-7F3K2M';

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await createTestEnvironment();
});

async function planned(): Promise<Delivery> {
  const act = {
    at: '2026-01-14T08:00:00.000Z',
    who: inspector.name,
    channel: 'web',
    idempotencyKey: 'a',
  } as const;
  const delivery = newDelivery(plan, key, act);
  await environment.deliveries.save(delivery);
  return delivery;
}

/** The mails that the act causes. */
async function mailsOf(act: () => Promise<{ kind: string }>) {
  const before = await recordOf(environment, deliveryKey(uai, key.id));
  expect(['done', 'received']).toContain((await act()).kind);
  const OldImage = before.dynamodb?.NewImage;
  environment.sent.length = 0;
  await environment.consumeStream({
    Records: [
      await recordOf(environment, deliveryKey(uai, key.id), { ...(OldImage && { OldImage }) }),
    ],
  });
  return environment.sent;
}

const move = (over: Partial<UpdateDeliveryStatusCommand>) => () =>
  updateDeliveryStatus(environment, {
    ...{
      ...key,
      by: inspector,
      channel: 'web',
      statusUpdate: 'arrived',
      idempotencyKey: over.statusUpdate ?? '',
    },
    ...over,
  });
const sign =
  (over = {}) =>
  () =>
    receiveDelivery(
      environment,
      { ...key, by: durand, channel: 'web', idempotencyKey: 'sign' },
      { ...signed, ...over },
    );

describe('a delivery', () => {
  test('that is planned is notified to the official mailbox and to the person who declared the needs', async () => {
    await fileDeclaration(
      environment,
      {
        uai,
        campaignId: '2026',
        by: durand,
        channel: 'web',
        idempotencyKey: 'b',
        expectedVersion: 0,
      },
      { kind: 'nothing-needed' },
    );
    await planned();
    await environment.consumeStream({
      Records: [await recordOf(environment, deliveryKey(uai, key.id))],
    });
    expect(environment.sent.map(({ to, subject }) => [to, subject]).toSorted()).toEqual([
      [mailbox.mail, `Livraison prévue\u00a0: ${reference}`],
      [durand.mail, `Livraison prévue\u00a0: ${reference}`],
    ]);
    expect(environment.sent[0]?.text).toContain('livrés le mardi 20 janvier 2026, le matin');
    expect(environment.sent[0]?.text).toContain(
      `https://casiers.example.org/livraisons/${reference}`,
    );
    expect(environment.sent[0]?.text).not.toContain('/reception');
  });

  test('that has arrived asks for the bon de réception until it is signed', async () => {
    await planned();
    const [mail] = await mailsOf(move({ statusUpdate: 'arrived' }));
    expect(mail?.subject).toBe(`Vos casiers sont arrivés\u00a0: ${reference}`);
    expect(mail?.text).toContain(`/livraisons/${reference}/reception`);
    const [after] = await mailsOf(sign());
    expect(after?.text).toContain('le bon de réception est signé par Claire Durand');
    expect(after?.text).not.toContain('/reception');
  });

  test.each([
    ['on-its-way', 'Vos casiers sont en route'],
    ['postponed', 'Livraison reportée'],
    ['cancelled', 'Livraison annulée'],
  ] as const)('that is %s is notified with the reason', async (what, subject) => {
    await planned();
    const [mail] = await mailsOf(move({ statusUpdate: what, note: 'Route coupée.' }));
    expect(mail?.subject).toBe(`${subject}\u00a0: ${reference}`);
    expect(mail?.text).toContain('Route coupée.');
  });

  test('that is refused is notified with the reason', async () => {
    await planned();
    const [refused] = await mailsOf(sign({ verdict: 'refused', comment: 'Mauvaise couleur.' }));
    expect(refused?.subject).toContain('Livraison refusée');
    expect(refused?.text).toContain('Mauvaise couleur.');
  });

  test('with réserves lists them, and is closed when the last is lifted', async () => {
    await planned();
    const [mail] = await mailsOf(
      sign({ verdict: 'with-reserves', counted: 46, reserves: [reserve] }),
    );
    expect(mail?.text).toContain('2 RÉSERVES À LEVER');
    expect(mail?.text).toContain('2 casiers manquent.');
    expect(mail?.text).toContain(
      '3 casiers\u00a0: 12-14. Serrure. La serrure tourne dans le vide.',
    );
    await mailsOf(move({ statusUpdate: 'installed' }));
    const lift = (reserveId: string) => () =>
      liftReserve(environment, {
        ...key,
        by: inspector,
        channel: 'web',
        idempotencyKey: reserveId,
        reserveId,
        note: '',
      });
    expect((await mailsOf(lift('R1')))[0]?.subject).toContain('Réserve levée');
    expect((await mailsOf(lift('R2')))[0]?.subject).toContain('Livraison terminée');
  });

  test('that was imported without a journal is not notified', async () => {
    await environment.deliveries.save({
      ...newDelivery(plan, key, { at: '', who: '', channel: 'web', idempotencyKey: 'loaded' }),
      journal: [],
    });
    await environment.consumeStream({
      Records: [await recordOf(environment, deliveryKey(uai, key.id))],
    });
    expect(environment.sent).toEqual([]);
  });
});
