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
const order: PlanDeliveryCommand = { uai, by: inspector, channel: 'web', idempotencyKey: 'plan' };
const refusal = { kind: 'forbidden' };

let environment: TestEnvironment;
beforeEach(async () => {
  environment = await createTestEnvironment();
});

const planning = (over: Partial<PlanDeliveryCommand> = {}, said = plan) =>
  planDelivery(environment, { ...order, ...over }, said);

async function planned(): Promise<Delivery> {
  const outcome = await planning();
  if (outcome.kind !== 'planned') throw new Error(outcome.kind);
  return outcome.delivery;
}

describe('planning', () => {
  test('puts a delivery in the file of the collège; from the same form twice it is one', async () => {
    const [one, other] = await Promise.all([planned(), planned()]);
    expect(one.id).toBe(other.id);
    expect(await environment.deliveries.listOf(uai)).toEqual([one]);
    expect(one).toMatchObject({ ...plan, state: 'planned', version: 1 });
  });

  test('warns of holidays, once: who has read it may mean it', async () => {
    const said = { ...plan, expected: { from: '2026-02-12', to: '2026-02-12' } };
    expect(await planning({}, said)).toMatchObject({
      kind: 'warned',
      warnings: [{ kind: 'holidays', holiday: { name: 'winter' } }],
    });
    expect(await environment.deliveries.listOf(uai)).toEqual([]);
    expect(await planning({ despiteWarnings: true }, said)).toMatchObject({ kind: 'planned' });
  });

  test('counts what is planned for every collège of the Département', async () => {
    await planning({ uai: jeanMoulin.uai, idempotencyKey: 'other' }, { ...plan, lockers: 192 });
    expect(await planning()).toMatchObject({ warnings: [{ kind: 'over-capacity', lockers: 240 }] });
  });

  test('is the service Éducation’s alone, for a collège of the register, and forwards', async () => {
    expect(await planning({ by: durand })).toEqual(refusal);
    await environment.departement.replaceRegister([jeanMoulin], '2026-01-15T00:00:00.000Z');
    expect(await planning()).toEqual(refusal);
    const over = { from: '2026-01-21', to: '2026-01-20' };
    expect(await planning({}, { ...plan, expected: over })).toMatchObject({
      problems: [{ problem: 'days-reversed' }],
    });
    const half = { from: '2026-01-20', to: '2026-01-21', slot: 'morning' } as const;
    expect(await planning({}, { ...plan, expected: half })).toMatchObject({
      problems: [{ problem: 'slot-of-several-days' }],
    });
  });
});

describe('planning again', () => {
  const replanning = ({ id, version }: Delivery, over = {}) =>
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

  test('gives another day, over what was seen and nothing else', async () => {
    const delivery = await planned();
    expect(await replanning(delivery)).toMatchObject({
      kind: 'done',
      delivery: { version: 2, expected: { from: '2026-01-27' } },
    });
    expect(await replanning(delivery, { idempotencyKey: 'late' })).toMatchObject({
      kind: 'conflict',
    });
    expect(await replanning(delivery, { by: durand })).toEqual(refusal);
  });
});
