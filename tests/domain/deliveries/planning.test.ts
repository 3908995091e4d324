import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Delivery, DeliveryPlan } from '../../../functions/domain/deliveries/delivery.ts';
import { newDelivery } from '../../../functions/domain/deliveries/delivery.ts';
import { planWarnings, schoolHolidays } from '../../../functions/domain/deliveries/planning.ts';
import { jeanMoulin, plan } from '../../shared/examples.ts';

const setting = {
  today: '2026-01-14',
  lotSize: 48,
  lotsPerMonth: 2,
  holidays: schoolHolidays.A,
  others: [] as readonly Delivery[],
};

function kindsOf(over: Partial<DeliveryPlan>, others: readonly Delivery[] = []) {
  return planWarnings({ ...plan, ...over }, { ...setting, others }).map(({ kind }) => kind);
}

const on = (from: string, to = from) => ({ expected: { from, to } });

function other(day: string, lockers = 48): Delivery {
  const act = {
    at: `${day}T08:00:00.000Z`,
    who: 'Lucie Martin',
    channel: 'web',
    idempotencyKey: day,
  } as const;
  const expected = { from: day, to: day };
  return newDelivery({ ...plan, lockers, expected }, { uai: jeanMoulin.uai, id: day }, act);
}

describe('a plan', () => {
  test('for a working day, of whole lots and within capacity, gives no warning', () => {
    expect(kindsOf({})).toEqual([]);
    expect(kindsOf({ lockers: 96 })).toEqual([]);
  });

  test.each([
    ['2026-02-07', ['holidays']],
    ['2026-02-22', ['holidays']],
    ['2026-02-23', []],
    ['2026-12-19', ['holidays']],
    ['2027-01-04', []],
    ['2026-01-24', ['weekend']],
    ['2026-01-13', ['past']],
  ])('on %s gives the warnings %j', (day, kinds) => {
    expect(kindsOf(on(day))).toEqual(kinds);
  });

  test('for several days warns only when all of them are holidays', () => {
    expect(kindsOf(on('2026-02-16', '2026-02-27'))).toEqual([]);
    expect(kindsOf(on('2026-02-09', '2026-02-20'))).toEqual(['holidays']);
  });

  test('over the capacity of the month warns with the number of lockers and the capacity', () => {
    const others = [other('2026-01-05'), other('2026-01-12'), other('2026-02-02')];
    expect(kindsOf({}, others)).toEqual(['over-capacity']);
    expect(planWarnings(plan, { ...setting, others })[0]).toMatchObject({
      lockers: 144,
      capacity: 96,
    });
    expect(kindsOf({}, [{ ...other('2026-01-05', 96), state: 'cancelled' }])).toEqual([]);
    const unknown = { ...setting, lotsPerMonth: undefined, others };
    expect(planWarnings(plan, unknown)).toEqual([]);
  });

  test('of a broken lot gives a warning', () => {
    expect(kindsOf({ lockers: 50 })).toEqual(['broken-lot']);
  });
});

describe('the holidays of each zone', () => {
  test.prop([fc.constantFrom(...Object.values(schoolHolidays))])(
    'follow each other, and begin before they end',
    (holidays) => {
      for (const [index, { from, to }] of holidays.entries()) {
        expect(from < to).toBe(true);
        expect(from > (holidays[index - 1]?.to ?? '')).toBe(true);
      }
    },
  );
});
