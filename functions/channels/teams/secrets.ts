import * as z from 'zod';
import { parseJson } from '../../domain/text.ts';
import { createCache } from '../../use-cases/cache.ts';

export class TeamsNotConfigured extends Error {
  override readonly name = 'TeamsNotConfigured';
}

const id = z.guid();
const teamsSecret = z.object({
  /** Of the app's registration in Entra. */
  appId: id,
  /** Of the organisation that it is registered in. */
  tenantId: id,
  clientSecret: z.string().min(1),
  /** The organisations whose people the bot answers; `tenantId` alone when absent. */
  tenants: z.array(id).min(1).optional(),
  /** The id of the channel that gets the digest of the service Éducation; empty when it has none. */
  educationChannel: z.string().default(''),
  /** The connector's address for that channel: this one is the same everywhere. */
  serviceUrl: z.url().default('https://smba.trafficmanager.net/teams/'),
});

/** The JSON that an administrator writes in Secrets Manager: see docs/teams.md. */
export type TeamsSecret = Required<z.output<typeof teamsSecret>>;

/**
 * Loads the secret again after five minutes, so that it can be replaced without a deployment. Rejects with
 * `TeamsNotConfigured` until it is filled in.
 */
export function createTeamsSecret(
  fetchSecret: () => Promise<string>,
  now: () => Date,
): () => Promise<TeamsSecret> {
  const load = async () => parseSecret(await fetchSecret());
  return createCache({ load, now, maxAgeSeconds: 300 }).current;
}

function parseSecret(json: string): TeamsSecret {
  const { data, error } = teamsSecret.safeParse(parseJson(json));
  if (data) return { ...data, tenants: data.tenants ?? [data.tenantId] };
  const wrong = error.issues.map(({ path }) => path.join('.') || 'JSON');
  throw new TeamsNotConfigured(`The secret of Teams lacks ${wrong.join(', ')}`);
}
