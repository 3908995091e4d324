import type { Context } from 'hono';
import { readUai, type Uai } from '../../../domain/colleges/uai.ts';

/** The collège that the address names; `undefined` where it cannot be one. */
export function pathUai(c: Context): Uai | undefined {
  const reading = readUai(c.req.param('uai') ?? '');
  return reading.kind === 'uai' ? reading.uai : undefined;
}
