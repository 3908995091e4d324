import * as z from 'zod';
import { damageActs, damageParts, lockerMakes } from '../domain/damages/damage.ts';
import { storedJournal } from './stored-journal.ts';
import { storedUai } from './stored-uai.ts';

const count = z.lazy(() => z.int().min(0));

export const storedRange = z.lazy(() =>
  z.object({
    prefix: z.string(),
    first: count,
    last: count,
    digits: z.int(),
  }),
);

export const reportShape = () => ({
  building: z.string(),
  level: z.string(),
  corridor: z.string(),
  lockers: z.array(storedRange),
  lockersUnnumbered: count,
  parts: z.array(z.enum(damageParts)),
  dangerous: z.boolean(),
  made: z.enum(lockerMakes),
  description: z.string(),
});

export const storedPhotos = z.lazy(() =>
  z.array(
    z.object({
      id: z.string(),
      state: z.enum(['waiting', 'ready', 'refused']),
      from: z.object({ door: z.enum(['slack', 'teams']), file: z.string() }).optional(),
    }),
  ),
);

export const storedDamageState = z.lazy(() =>
  z.enum(['reported', 'acknowledged', 'planned', 'repaired', 'replaced', 'declined']),
);

export const storedDamage = z.lazy(() =>
  z.object({
    ...reportShape(),
    id: z.string(),
    uai: storedUai,
    lockersCount: count,
    photos: storedPhotos,
    state: storedDamageState,
    reportedBy: z.string().optional(),
    version: z.int(),
    opening: z.string(),
    lastOpening: z.string(),
    lastPhoto: z.string().optional(),
    journal: storedJournal(damageActs, { note: z.string().optional(), day: z.string().optional() }),
  }),
);
