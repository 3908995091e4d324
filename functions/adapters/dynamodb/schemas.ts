import * as z from 'zod';
import { readUai, type Uai } from '../../domain/uai.ts';

/** The journal of a thing to which these acts can happen; `more`: what else a line of it may tell. */
export function storedJournal<const Acts extends readonly string[], More extends z.ZodRawShape>(
  acts: Acts,
  more?: More,
) {
  return z.array(
    z.object({
      at: z.string(),
      who: z.string(),
      door: z.enum(['slack', 'teams', 'web', 'hook']),
      what: z.enum(acts),
      version: z.int(),
      ...more,
    }),
  );
}

/** A UAI as we stored it: anything else in the table is damage and throws. */
export const storedUai = z.lazy(() =>
  z.string().transform((code, context): Uai => {
    const reading = readUai(code);
    if (reading.kind === 'uai') return reading.uai;
    context.addIssue({ code: 'custom', message: `stored UAI is ${reading.kind}` });
    return z.NEVER;
  }),
);
