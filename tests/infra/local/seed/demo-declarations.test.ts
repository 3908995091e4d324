import { expect, test } from 'vitest';
import { makeListDamages } from '../../../../functions/use-cases/damage-queries.ts';
import { loadDepartement } from '../../../../infra/config/departement.ts';
import { declareDemo } from '../../../../infra/local/seed/demo-declarations.ts';
import { inspector } from '../../../shared/examples.ts';
import { makeWorld } from '../../../shared/world.ts';

test('the demo has three damages, one of each kind, however often it is loaded', async () => {
  const world = await makeWorld();
  const demo = () => declareDemo(world, loadDepartement('47'), world.clock.now());
  await demo();
  await demo();
  const view = await makeListDamages(world)(inspector, 'open');
  const told = view?.rows.map(({ damage: { dangerous, made } }) => ({ dangerous, made }));
  expect(told).toEqual([
    { dangerous: true, made: 'old' },
    { dangerous: false, made: 'made-in-47' },
    { dangerous: false, made: 'old' },
  ]);
});
