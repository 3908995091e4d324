import { expect, test } from 'vitest';
import { listDamages } from '../../../../functions/use-cases/damage-queries.ts';
import { loadDepartement } from '../../../../infra/config/departement.ts';
import { declareDemo } from '../../../../infra/local/seed/demo-declarations.ts';
import { inspector } from '../../../shared/examples.ts';
import { createTestEnvironment } from '../../../shared/test-environment.ts';

test('the demo has three damages, one of each kind, however often it is loaded', async () => {
  const environment = await createTestEnvironment();
  const demo = () => declareDemo(environment, loadDepartement('47'), environment.clock.now());
  await demo();
  await demo();
  const view = await listDamages(environment, inspector, 'open');
  const told = view?.rows.map(({ damage: { dangerous, maker: made } }) => ({
    dangerous,
    maker: made,
  }));
  expect(told).toEqual([
    { dangerous: true, maker: 'old' },
    { dangerous: false, maker: 'programme' },
    { dangerous: false, maker: 'old' },
  ]);
});
