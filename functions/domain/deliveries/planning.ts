import type { Day } from '../dates.ts';
import type { Delivery, DeliveryPlan } from './delivery.ts';

export type HolidayName = 'autumn' | 'christmas' | 'winter' | 'spring' | 'ascension' | 'summer';

export interface SchoolHoliday {
  readonly name: HolidayName;
  /** The first day without lessons. */
  readonly from: Day;
  /** The last day without lessons. */
  readonly to: Day;
}

/*
 * Zone A (académies de Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers).
 * 2025-2026: arrêté du 7 décembre 2022 fixant le calendrier scolaire, as published by the press
 *   (macommune.info, 19 August 2025), read on 23 November 2026.
 * 2026-2027: arrêté du 22 octobre 2025 (JORFTEXT000052416058), as copied by Silvers12/CompteurConges-periodes and
 *   repeated by records of the ministry's open data `fr-en-calendrier-scolaire`, read on 23 November 2026.
 * The end of summer 2027 is assumed to be 31 August, as the year before.
 */
const zoneA: readonly SchoolHoliday[] = [
  { name: 'autumn', from: '2025-10-18', to: '2025-11-02' },
  { name: 'christmas', from: '2025-12-20', to: '2026-01-04' },
  { name: 'winter', from: '2026-02-07', to: '2026-02-22' },
  { name: 'spring', from: '2026-04-04', to: '2026-04-19' },
  { name: 'ascension', from: '2026-05-14', to: '2026-05-17' },
  { name: 'summer', from: '2026-07-04', to: '2026-08-31' },
  { name: 'autumn', from: '2026-10-17', to: '2026-11-01' },
  { name: 'christmas', from: '2026-12-19', to: '2027-01-03' },
  { name: 'winter', from: '2027-02-13', to: '2027-02-28' },
  { name: 'spring', from: '2027-04-10', to: '2027-04-25' },
  { name: 'ascension', from: '2027-05-06', to: '2027-05-09' },
  { name: 'summer', from: '2027-07-03', to: '2027-08-31' },
];

/** A Département of another zone adds its dates here. */
export const schoolHolidays = { A: zoneA } as const;
export type SchoolZone = keyof typeof schoolHolidays;

export function holidaysWithin(
  holidays: readonly SchoolHoliday[],
  { from, to }: { readonly from: Day; readonly to: Day },
): readonly SchoolHoliday[] {
  return holidays.filter((holiday) => holiday.from <= to && holiday.to >= from);
}

/** A reason to check a plan before confirming it. Warnings never forbid a plan. */
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
  /** What the workshop makes in a month. Absent: unknown, so capacity is not checked. */
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

/** Only holidays that cover all the expected days count: otherwise some days are left for the delivery. */
function wholeHoliday({ from, to }: DeliveryPlan['expected'], holidays: readonly SchoolHoliday[]) {
  return holidaysWithin(holidays, { from, to }).find(
    (holiday) => holiday.from <= from && to <= holiday.to,
  );
}

/** A delivery counts in the month of its last expected day. */
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
