import * as z from 'zod';

export class TeamsNotConfigured extends Error {
  override readonly name = 'TeamsNotConfigured';
}

const id = z.guid();
const filled = z.object({
  /** Of the app's registration in Entra. */
  appId: id,
  /** Of the organisation that it is registered in. */
  tenantId: id,
  clientSecret: z.string().min(1),
  /** Whose people are heard; that organisation alone when absent. */
  tenants: z.array(id).min(1).optional(),
  /** Where the service Éducation is told of the night: the id of a channel. */
  educationChannel: z.string().default(''),
  /** The connector's address for that channel: this one is the same everywhere. */
  serviceUrl: z.url().default('https://smba.trafficmanager.net/teams/'),
});

/** What somebody writes in Secrets Manager, as JSON: see docs/teams.md. */
export type TeamsSecret = Required<z.output<typeof filled>>;

/** Read again after a while, so that a secret is replaced without a deployment. */
const keptMilliseconds = 5 * 60_000;

/** What Teams and we know of each other. Rejects with `TeamsNotConfigured` until somebody has filled it in. */
export function createTeamsSecret(
  read: () => Promise<string>,
  now: () => Date,
): () => Promise<TeamsSecret> {
  let held: { readonly secret: Promise<TeamsSecret>; readonly at: number } | undefined;

  async function load(): Promise<TeamsSecret> {
    const { data, error } = filled.safeParse(parsed(await read()));
    if (data) return { ...data, tenants: data.tenants ?? [data.tenantId] };
    const wrong = error.issues.map(({ path }) => path.join('.') || 'JSON');
    throw new TeamsNotConfigured(`The secret of Teams lacks ${wrong.join(', ')}`);
  }

  return () => {
    const at = now().getTime();
    if (!held || at - held.at >= keptMilliseconds) {
      const secret = load();
      held = { secret, at };
      secret.catch(() => {
        held = undefined;
      });
    }
    return held.secret;
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
