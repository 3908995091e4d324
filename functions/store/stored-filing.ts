import * as z from 'zod';
import { accessConstraints, contactRoles, pupilGroups } from '../domain/declarations/needs.ts';

const count = z.lazy(() => z.int().min(0));

const storedNeeds = z.lazy(() =>
  z.object({
    lockersInService: count,
    lockersUnusable: count,
    lockersDangerous: count,
    lockersToReplace: count,
    pupils: z.array(z.enum(pupilGroups)),
    place: z.string(),
    accessConstraints: z.array(z.enum(accessConstraints)),
    accessNotes: z.string(),
    lockersToTakeBack: count,
    contactName: z.string(),
    contactRole: z.enum(contactRoles),
    contactMail: z.string(),
    contactPhone: z.string(),
    comment: z.string(),
  }),
);

export const storedFiling = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('needs'), needs: storedNeeds }),
    z.object({ kind: z.literal('nothing-needed') }),
  ]),
);
