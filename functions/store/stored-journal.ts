import * as z from 'zod';

/** The journal of a thing to which these acts can happen. */
export function storedJournal<const Acts extends readonly string[]>(acts: Acts) {
  return z.array(
    z.object({
      at: z.string(),
      who: z.string(),
      door: z.enum(['slack', 'teams', 'web', 'hook']),
      what: z.enum(acts),
      version: z.int(),
    }),
  );
}
