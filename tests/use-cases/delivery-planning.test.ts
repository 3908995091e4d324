import { beforeEach, describe, expect, test } from 'vitest';
import type { Delivery } from '../../functions/domain/deliveries/delivery.ts';
import {
  type PlanDeliveryCommand,
  planDelivery,
  replanDelivery,
} from '../../functions/use-cases/delivery-planning.ts';
import { crochepierre, durand, inspector, jeanMoulin, plan } from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

const { uai } = crochepierre;
const command: PlanDeliveryCommand = { uai, by: inspector, channel: 'web', idempotencyKey: 'plan' };
const refusal = { kind: 'forbidden' };

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await createTestEnvironment();
});

const planWith = (over: Partial<PlanDeliveryCommand> = {}, wanted = plan) =>
  planDelivery(environment, { ...command, ...over }, wanted);

async function planned(): Promise<Delivery> {
  const result = await planWith();
  if (result.kind !== 'planned') throw new Error(result.kind);
  return result.delivery;
}

describe('planning', () => {
  test('adds a delivery to the collège; the same form sent twice adds one', async () => {
    const [one, other] = await Promise.all([planned(), planned()]);
    expect(one.id).toBe(other.id);
    expect(await environment.deliveries.listOf(uai)).toEqual([one]);
    expect(one).toMatchObject({ ...plan, state: 'planned', version: 1 });
  });

  test('warns of holidays, and is possible once the author confirms', async () => {
    const duringHolidays = { ...plan, expected: { from: '2026-02-12', to: '2026-02-12' } };
    expect(await planWith({}, duringHolidays)).toMatchObject({
      kind: 'warned',
      warnings: [{ kind: 'holidays', holiday: { name: 'winter' } }],
    });
    expect(await environment.deliveries.listOf(uai)).toEqual([]);
    expect(await planWith({ despiteWarnings: true }, duringHolidays)).toMatchObject({
      kind: 'planned',
    });
  });

  test('counts what is planned for every collège of the Département', async () => {
    await planWith({ uai: jeanMoulin.uai, idempotencyKey: 'other' }, { ...plan, lockers: 192 });
    expect(await planWith()).toMatchObject({ warnings: [{ kind: 'over-capacity', lockers: 240 }] });
  });

  test('needs the service Éducation, a collège of the register and days that fit together', async () => {
    expect(await planWith({ by: durand })).toEqual(refusal);
    await environment.departement.replaceRegister([jeanMoulin], '2026-01-15T00:00:00.000Z');
    expect(await planWith()).toEqual(refusal);
    const reversed = { from: '2026-01-21', to: '2026-01-20' };
    expect(await planWith({}, { ...plan, expected: reversed })).toMatchObject({
      problems: [{ problem: 'days-reversed' }],
    });
    const half = { from: '2026-01-20', to: '2026-01-21', slot: 'morning' } as const;
    expect(await planWith({}, { ...plan, expected: half })).toMatchObject({
      problems: [{ problem: 'slot-of-several-days' }],
    });
  });
});

describe('replanning', () => {
  const replan = ({ id, version }: Delivery, over = {}) =>
    replanDelivery(
      environment,
      {
        uai,
        id,
        by: inspector,
        channel: 'web',
        idempotencyKey: 'again',
        expectedVersion: version,
        ...over,
      },
      { ...plan, expected: { from: '2026-01-27', to: '2026-01-28' } },
    );

  test('changes the day, unless the delivery changed since the author looked', async () => {
    const delivery = await planned();
    expect(await replan(delivery)).toMatchObject({
      kind: 'done',
      delivery: { version: 2, expected: { from: '2026-01-27' } },
    });
    expect(await replan(delivery, { idempotencyKey: 'late' })).toMatchObject({
      kind: 'conflict',
    });
    expect(await replan(delivery, { by: durand })).toEqual(refusal);
  });
});
