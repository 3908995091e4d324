import * as z from 'zod';
import { type SchoolZone, schoolHolidays } from '../domain/deliveries/school-holidays.ts';

const hasDates = (zone: string): zone is SchoolZone => Object.hasOwn(schoolHolidays, zone);

/** What is particular to a Département in how lockers reach its collèges. */
export const deliverySetting = z.lazy(() =>
  z.strictObject({
    /** Who installs them, as people call them there. */
    installers: z.string().min(1),
    /** Of the ministry's calendar; no warning of holidays when absent. */
    schoolZone: z.string().refine(hasDates, 'no dates in school-holidays.ts').optional(),
    /** What the workshop makes in a month; no warning when absent. */
    lotsPerMonth: z.int().min(1).optional(),
  }),
);
