import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Person } from '../../domain/person.ts';
import { readUai, type Uai } from '../../domain/uai.ts';

/*
 * The open counter: until people sign in, the visitor speaks for the collège they picked. `functions/run/config.ts` and
 * `infra/stages.ts` keep this off AWS.
 */
const cookie = 'college';

export function pickedCollege(c: Context): Uai | undefined {
  const reading = readUai(getCookie(c, cookie) ?? '');
  return reading.kind === 'uai' ? reading.uai : undefined;
}

export function pickCollege(c: Context, uai: Uai): void {
  const days = 180;
  setCookie(c, cookie, uai, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: days * 24 * 3600,
  });
}

/** The visitor as a person; `name` is what the journal will say. */
export function visitor(c: Context, name: string): Person {
  const uai = pickedCollege(c);
  return { name, boundTo: uai ? [uai] : [] };
}
