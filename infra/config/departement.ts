import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { deliverySetting, legal, oidc } from '../../functions/lambdas/wiring/config.ts';

const campaign = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  opensOn: z.iso.date(),
  closesOn: z.iso.date(),
});

/** A delivery that was ordered before the application was in service. */
const delivery = z.strictObject({
  id: z.string().min(1),
  uai: z.string(),
  state: z.enum(['planned', 'arrived']),
  lockers: z.int().min(1),
  expected: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  arrivedOn: z.iso.date().optional(),
});

/** Strict, so that a misspelt setting is an error and not ignored. */
const departement = z
  .strictObject({
    code: z.string().regex(/^(\d{3}|02[AB])$/),
    name: z.string().min(1),
    timeZone: z.string().refine(isTimeZone, 'not an IANA time zone'),
    serviceName: z.string().min(1),
    lotSize: z.int().min(1),
    /** How lockers reach the collèges. */
    delivery: deliverySetting,
    /** Address of the site; that of the HTTP API when absent. */
    siteUrl: z.url().optional(),
    /** For the pages required by law. */
    legal,
    /** An OpenID Connect provider, such as ProConnect. */
    oidc: oidc.unwrap().omit({ siteUrl: true }).optional(),
    campaigns: z.array(campaign).min(1),
    deliveries: z.array(delivery).default([]),
  })
  .refine(({ oidc, siteUrl }) => !oidc || siteUrl, {
    path: ['siteUrl'],
    error: 'required with `oidc`: the provider redirects to it',
  });

export type Departement = z.output<typeof departement>;

export const departementFolder = (number: string): URL =>
  new URL(`../departements/${number}/`, import.meta.url);

/** `number` names the folder of `departements/`: `47`, `2A`. */
export function loadDepartement(number: string): Departement {
  const file = new URL('settings.json', departementFolder(number));
  const read = departement.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (read.success) return read.data;
  throw new Error(`infra/departements/${number}/settings.json: ${z.prettifyError(read.error)}`);
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('fr', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
