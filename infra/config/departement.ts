import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { deliverySetting, legal, oidc, teamsCloud } from '../../functions/lambdas/wiring/config.ts';

const campaign = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  opensOn: z.iso.date(),
  closesOn: z.iso.date(),
});

/** What had been ordered before the counter opened. */
const delivery = z.strictObject({
  id: z.string().min(1),
  uai: z.string(),
  state: z.enum(['planned', 'arrived']),
  lockers: z.int().min(1),
  expected: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  arrivedOn: z.iso.date().optional(),
});

/** Strict: a setting that is misspelt must be seen, not ignored. */
const departement = z
  .strictObject({
    code: z.string().regex(/^(\d{3}|02[AB])$/),
    name: z.string().min(1),
    timeZone: z.string().refine(isTimeZone, 'not an IANA time zone'),
    serviceName: z.string().min(1),
    lotSize: z.int().min(1),
    /** How lockers reach the collèges. */
    delivery: deliverySetting,
    /** Where collèges find the counter; the address of the HTTP API when absent. */
    siteUrl: z.url().optional(),
    /** For the pages that the law wants. */
    legal,
    /** Another way to sign in, such as ProConnect. */
    oidc: oidc.unwrap().omit({ siteUrl: true }).optional(),
    /** Microsoft's cloud, where it is not the public one. */
    teamsCloud,
    campaigns: z.array(campaign).min(1),
    deliveries: z.array(delivery).default([]),
  })
  .refine(({ oidc, siteUrl }) => !oidc || siteUrl, {
    path: ['siteUrl'],
    error: 'wanted where there is `oidc`: the provider sends people back there',
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
