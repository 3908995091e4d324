import * as z from 'zod';

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
