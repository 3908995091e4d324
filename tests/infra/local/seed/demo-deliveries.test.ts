import { expect, test } from 'vitest';
import { loadDepartement } from '../../../../infra/config/departement.ts';
import { deliverDemo } from '../../../../infra/local/seed/demo-deliveries.ts';
import { addDeliveries } from '../../../../infra/tools/load/fill-table.ts';
import { crochepierre, jeanMoulin } from '../../../shared/examples.ts';
import { createTestEnvironment } from '../../../shared/test-environment.ts';

const settings = loadDepartement('47');

test('Crochepierre has one delivery closed and one to come, however often it is run', async () => {
  const environment = await createTestEnvironment();
  const now = environment.clock.now();
  await addDeliveries(environment.deliveries, settings.deliveries);
  await deliverDemo(environment, settings, now);
  await deliverDemo(environment, settings, now);
  const [closed, planned, ...others] = await environment.deliveries.listOf(crochepierre.uai);
  expect(others).toEqual([]);
  expect(closed).toMatchObject({ id: '2025-1', state: 'closed', takeback: { forWelding: 16 } });
  expect(closed?.journal.map(({ what }) => what)).toEqual([
    'received',
    'installed',
    'takeback-noted',
    'reserve-lifted',
    'closed',
  ]);
  expect(planned).toMatchObject({ state: 'planned', expected: { from: '2026-02-03' } });
});

test('what was loaded keeps what has become of it when it is loaded again', async () => {
  const environment = await createTestEnvironment();
  await addDeliveries(environment.deliveries, settings.deliveries);
  const [loaded] = await environment.deliveries.listOf(jeanMoulin.uai);
  expect(loaded).toMatchObject({ id: '2025-2', state: 'planned', version: 1, journal: [] });
  if (loaded)
    await environment.deliveries.save({ ...loaded, state: 'on-its-way', lastIdempotencyKey: 'a' });
  await addDeliveries(environment.deliveries, settings.deliveries);
  expect(await environment.deliveries.listOf(jeanMoulin.uai)).toMatchObject([
    { state: 'on-its-way', version: 2 },
  ]);
});
