import type { Day } from '../calendar.ts';
import type { Delivery, DeliveryPlan } from './delivery.ts';
import { holidaysWithin, type SchoolHoliday } from './school-holidays.ts';

/** Worth thinking about before a delivery is planned so; never forbidden. */
export type PlanWarning =
  | { readonly kind: 'holidays'; readonly holiday: SchoolHoliday }
  | { readonly kind: 'weekend'; readonly day: Day }
  | { readonly kind: 'past'; readonly day: Day }
  /** More than the workshop makes in a month. */
  | {
      readonly kind: 'over-capacity';
      /** `YYYY-MM`. */
      readonly month: string;
      readonly lockers: number;
      readonly capacity: number;
    }
  /** Not a whole number of lots. */
  | { readonly kind: 'broken-lot'; readonly lotSize: number };

export interface PlanSetting {
  readonly lotSize: number;
  readonly holidays: readonly SchoolHoliday[];
  /** What the workshop makes in a month; unknown when absent. */
  readonly lotsPerMonth?: number | undefined;
}

interface Planning extends PlanSetting {
  readonly today: Day;
  /** Every other delivery of the Département. */
  readonly others: readonly Delivery[];
}

export function planWarnings(plan: DeliveryPlan, planning: Planning): readonly PlanWarning[] {
  const { expected, lockers } = plan;
  const { lotSize, holidays, today } = planning;
  const holiday = wholeHoliday(expected, holidays);
  const isOneDay = expected.from === expected.to;
  return [
    ...(expected.to < today ? [{ kind: 'past', day: expected.to } as const] : []),
    ...(holiday ? [{ kind: 'holidays', holiday } as const] : []),
    ...(isOneDay && !holiday && isWeekend(expected.from)
      ? [{ kind: 'weekend', day: expected.from } as const]
      : []),
    ...overCapacity(plan, planning),
    ...(lockers % lotSize === 0 ? [] : [{ kind: 'broken-lot', lotSize } as const]),
  ];
}

/** A stretch of days that only touches holidays leaves days to come on. */
function wholeHoliday({ from, to }: DeliveryPlan['expected'], holidays: readonly SchoolHoliday[]) {
  return holidaysWithin(holidays, { from, to }).find(
    (holiday) => holiday.from <= from && to <= holiday.to,
  );
}

/** A delivery counts in the month in which it comes at the latest. */
function overCapacity({ expected, lockers }: DeliveryPlan, planning: Planning): PlanWarning[] {
  const { lotsPerMonth, lotSize, others } = planning;
  if (lotsPerMonth === undefined) return [];
  const month = monthOf(expected.to);
  const sameMonth = others.filter(
    ({ state, expected: { to } }) => state !== 'cancelled' && monthOf(to) === month,
  );
  const total = sameMonth.reduce((sum, delivery) => sum + delivery.lockers, lockers);
  const capacity = lotsPerMonth * lotSize;
  return total > capacity ? [{ kind: 'over-capacity', month, lockers: total, capacity }] : [];
}

const monthOf = (day: Day): string => day.slice(0, 7);

function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00.000Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
