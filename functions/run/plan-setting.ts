import type { PlanSetting } from '../domain/deliveries/plan-warnings.ts';
import { schoolHolidays } from '../domain/deliveries/school-holidays.ts';
import type { Config } from './config.ts';

/** What a plan is weighed with in this Département. */
export function planSettingOf({
  LOT_SIZE,
  DELIVERY: { schoolZone, lotsPerMonth },
}: Pick<Config<'web'>, 'LOT_SIZE' | 'DELIVERY'>): PlanSetting {
  const holidays = schoolZone ? schoolHolidays[schoolZone] : [];
  return { lotSize: LOT_SIZE, holidays, lotsPerMonth };
}
