import * as z from 'zod';
import { parseUai, type Uai } from '../../domain/uai.ts';

/** The journal of a thing to which these acts can happen; `more`: what else a line of it may tell. */
export function storedJournal<const Acts extends readonly string[], More extends z.ZodRawShape>(
  acts: Acts,
  more?: More,
) {
  return z.array(
    z.object({
      at: z.string(),
      who: z.string(),
      channel: z.enum(['slack', 'teams', 'web', 'webhook']),
      what: z.enum(acts),
      version: z.int(),
      ...more,
    }),
  );
}

/** A UAI as we stored it: anything else in the table is damage and throws. */
export const storedUai = z.lazy(() =>
  z.string().transform((code, context): Uai => {
    const parsed = parseUai(code);
    if (parsed.kind === 'uai') return parsed.uai;
    context.addIssue({ code: 'custom', message: `stored UAI is ${parsed.kind}` });
    return z.NEVER;
  }),
);
