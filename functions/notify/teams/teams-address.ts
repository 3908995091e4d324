import * as z from 'zod';
import type { Somebody } from './connector.ts';

const address = z.object({ serviceUrl: z.url(), tenantId: z.string(), member: z.string() });

/** Where somebody of Teams can be written to, as the door noted it down (`functions/doors/teams/teams-accounts.ts`). */
export function readTeamsAddress(json: string | undefined): Somebody | undefined {
  try {
    return address.safeParse(JSON.parse(json ?? '')).data;
  } catch {
    return undefined;
  }
}
