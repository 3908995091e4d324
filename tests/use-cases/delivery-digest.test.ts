import { readSheet } from 'read-excel-file/node';
import { beforeEach, describe, expect, test } from 'vitest';
import { newDelivery } from '../../functions/domain/deliveries/delivery.ts';
import {
  receiveDelivery,
  type UpdateDeliveryStatusCommand,
  updateDeliveryStatus,
} from '../../functions/use-cases/deliveries.ts';
import { replanDelivery } from '../../functions/use-cases/delivery-planning.ts';
import { crochepierre, durand, inspector, plan, reserve, signed } from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

const key = { uai: crochepierre.uai, id: '7F3K2M' };
const reference = 'L-0470678G-7F3K2M';
const subject = 'Casiers des collèges\u00a0: ';

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await createTestEnvironment();
  const act = {
    at: '2026-01-14T08:00:00.000Z',
    who: inspector.name,
    channel: 'web',
    idempotencyKey: 'a',
  } as const;
  await environment.deliveries.save(newDelivery(plan, key, act));
});

async function nightlyDigestOf(day: string) {
  environment.setClock(`${day}T01:00:00.000Z`);
  environment.sent.length = 0;
  return environment.runNightlyDigest();
}

const sign = (over = {}) =>
  receiveDelivery(
    environment,
    { ...key, by: durand, channel: 'web', idempotencyKey: 'sign' },
    { ...signed, ...over },
  );

const move = (over: Partial<UpdateDeliveryStatusCommand>) =>
  updateDeliveryStatus(environment, {
    ...{ ...key, by: inspector, channel: 'web', statusUpdate: 'arrived', idempotencyKey: 'move' },
    ...over,
  });

/** The tab of deliveries in the workbook that was sent. */
async function sheet() {
  const content = environment.sent[0]?.attachments[0]?.content ?? [];
  return readSheet(Buffer.from(content), 'Livraisons');
}

describe('the nightly digest', () => {
  test('does not report what the service Éducation did itself', async () => {
    await move({ statusUpdate: 'on-its-way' });
    expect(await nightlyDigestOf('2026-01-15')).toMatchObject({
      kind: 'nothing-new',
      deliveries: 0,
    });
  });

  test('reports what another system reported and what a collège signed, once', async () => {
    await move({ by: { serviceAccount: 'Atelier' }, channel: 'webhook' });
    expect(await nightlyDigestOf('2026-01-15')).toMatchObject({ kind: 'built', deliveries: 1 });
    expect(environment.sent[0]?.subject).toBe(`${subject}1 livraison`);
    expect(environment.sent[0]?.text).toContain('Arrivée');
    environment.setClock('2026-01-15T09:00:00.000Z');
    await sign();
    await nightlyDigestOf('2026-01-16');
    expect(environment.sent[0]?.text).toContain('Reçue, sans réserve');
    expect((await nightlyDigestOf('2026-01-17')).kind).toBe('nothing-new');
  });

  test('lists a refused delivery first, with the reason', async () => {
    await sign({ verdict: 'refused', comment: 'Mauvaise couleur.' });
    await nightlyDigestOf('2026-01-15');
    expect(environment.sent[0]?.subject).toBe(`${subject}1 livraison refusée`);
    expect(environment.sent[0]?.text).toContain('LIVRAISONS REFUSÉES OU EN RETARD');
    expect(environment.sent[0]?.text).toContain('Refusée\u00a0: Mauvaise couleur.');
  });

  test('lists réserves as claims on the workshop, even when the service has installed the lockers since', async () => {
    await sign({ verdict: 'with-reserves', counted: 47, reserves: [reserve] });
    await move({ statusUpdate: 'installed' });
    await nightlyDigestOf('2026-01-15');
    expect(environment.sent[0]?.text).toContain(
      'SAV «\u00a0MADE IN 47\u00a0»\u00a0: 1 LIVRAISON AVEC DES RÉSERVES',
    );
    expect(environment.sent[0]?.text).toContain('1 casier manque. 3 casiers\u00a0: 12-14.');
  });

  test('has a sheet with one row per open réserve', async () => {
    await sign({ verdict: 'with-reserves', counted: 47, reserves: [reserve] });
    await nightlyDigestOf('2026-01-15');
    const [columns = [], ...rows] = await sheet();
    const named = rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])));
    expect(named).toMatchObject([
      {
        ...{ 'Code UAI': key.uai, Commune: 'Villeneuve-sur-Lot', Casiers: 48 },
        'Ce qui se passe': 'Réserve ouverte',
        Précision: '1 casier manque.',
        ...{ 'Réserve (SAV)': 'R1', 'Casiers en réserve': 1 },
      },
      { 'Réserve (SAV)': 'R2', 'Casiers en réserve': 3 },
    ]);
  });

  test.each([
    ['refused', 'Refusée', '=cmd'],
    ['late', 'En retard', null],
  ])('has a row on the sheet for a delivery that is %s', async (why, what, note) => {
    if (why === 'refused') await sign({ verdict: 'refused', comment: '=cmd' });
    await nightlyDigestOf(why === 'refused' ? '2026-01-15' : '2026-01-21');
    const rows = await sheet();
    expect(rows).toHaveLength(2);
    expect(rows[1]?.slice(3, 8)).toEqual([
      ...[reference, 48, 'le mardi 20 janvier 2026, le matin'],
      ...[what, note],
    ]);
  });

  test('reports a delivery that becomes late without a write, and later only beside something new', async () => {
    expect((await nightlyDigestOf('2026-01-15')).kind).toBe('nothing-new');
    expect((await nightlyDigestOf('2026-01-20')).kind).toBe('nothing-new');
    expect(await nightlyDigestOf('2026-01-21')).toMatchObject({ kind: 'built', deliveries: 1 });
    expect(environment.sent[0]?.subject).toBe(`${subject}1 livraison en retard`);
    expect(environment.sent[0]?.text).toContain('attendue le mardi 20 janvier 2026, le matin');
    expect((await nightlyDigestOf('2026-01-22')).kind).toBe('nothing-new');
  });

  test('reports a delivery again when it misses its new day too', async () => {
    await nightlyDigestOf('2026-01-21');
    environment.setClock('2026-01-21T09:00:00.000Z');
    await replanDelivery(
      environment,
      { ...key, by: inspector, channel: 'web', idempotencyKey: 'again' },
      { ...plan, expected: { from: '2026-01-26', to: '2026-01-26' } },
    );
    expect((await nightlyDigestOf('2026-01-22')).kind).toBe('nothing-new');
    expect(await nightlyDigestOf('2026-01-27')).toMatchObject({ kind: 'built', deliveries: 1 });
  });

  test('reports as late a delivery that was imported without a journal', async () => {
    const stored = await environment.deliveries.find(key.uai, key.id);
    if (stored)
      await environment.deliveries.save({ ...stored, journal: [], lastIdempotencyKey: 'loaded' });
    expect(await nightlyDigestOf('2026-01-21')).toMatchObject({ kind: 'built', deliveries: 1 });
    expect(environment.sent[0]?.text).toContain(reference);
  });
});
