import { expect, test } from 'vitest';
import { loadDepartement } from '../../../../infra/config/departement.ts';
import { deliverDemo } from '../../../../infra/local/seed/demo-deliveries.ts';
import { addDeliveries } from '../../../../infra/tools/load/fill-table.ts';
import { crochepierre, jeanMoulin } from '../../../shared/examples.ts';
import { makeWorld } from '../../../shared/world.ts';

const settings = loadDepartement('47');

test('Crochepierre has one delivery closed and one to come, however often it is run', async () => {
  const world = await makeWorld();
  const now = world.clock.now();
  await addDeliveries(world.deliveries, settings.deliveries);
  await deliverDemo(world, settings, now);
  await deliverDemo(world, settings, now);
  const [closed, planned, ...others] = await world.deliveries.listOf(crochepierre.uai);
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
  const world = await makeWorld();
  await addDeliveries(world.deliveries, settings.deliveries);
  const [loaded] = await world.deliveries.listOf(jeanMoulin.uai);
  expect(loaded).toMatchObject({ id: '2025-2', state: 'planned', version: 1, journal: [] });
  if (loaded) await world.deliveries.save({ ...loaded, state: 'on-its-way', lastOpening: 'a' });
  await addDeliveries(world.deliveries, settings.deliveries);
  expect(await world.deliveries.listOf(jeanMoulin.uai)).toMatchObject([
    { state: 'on-its-way', version: 2 },
  ]);
});
