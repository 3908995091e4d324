import * as z from 'zod';

/** What every event says of the thing it is about. English; the French is in `functions/words/hooks`. */
export const uai = z
  .string()
  .regex(/^\d{7}[A-Z]$/)
  .describe('The national code (UAI) of the collège.');

export const versions = {
  version: z.int().min(1).describe('The version of the thing that this event made.'),
  asOf: z
    .int()
    .min(1)
    .describe(
      'The version of the thing that the other fields show: later than `version` when an old event is sent again. Keep the data of the highest one.',
    ),
};

export const day = z.iso.date();
export const count = z.int().min(0);
