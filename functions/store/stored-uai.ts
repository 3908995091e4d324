import * as z from 'zod';
import { readUai, type Uai } from '../domain/colleges/uai.ts';

/** A UAI as we stored it: anything else in the table is damage and throws. */
export const storedUai = z.lazy(() =>
  z.string().transform((code, context): Uai => {
    const reading = readUai(code);
    if (reading.kind === 'uai') return reading.uai;
    context.addIssue({ code: 'custom', message: `stored UAI is ${reading.kind}` });
    return z.NEVER;
  }),
);
