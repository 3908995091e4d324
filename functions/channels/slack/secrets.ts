import * as z from 'zod';
import { parseJson } from '../../domain/text.ts';
import { type Cache, createCache } from '../../use-cases/cache.ts';

/** The JSON that an administrator writes in Secrets Manager: see docs/slack.md. */
const slackSecret = z.lazy(() => {
  const text = z.string().min(1);
  return z.object({
    /** Slack signs every request with it. */
    signingSecret: text,
    botToken: text,
    /** Ids of the workspaces, or of the Enterprise organisation, whose people the bot answers. */
    workspaces: z.array(text).min(1),
    /** The channel that gets the digest of the service Éducation; empty when it has none. */
    educationChannel: z.string().default(''),
  });
});

export type SlackSecret = z.output<typeof slackSecret>;

/** Rejects with `SlackNotConfigured` until the secret is filled in. */
export type SlackSecrets = Cache<SlackSecret>;

export class SlackNotConfigured extends Error {
  override readonly name = 'SlackNotConfigured';
}

/** Loads the secret again after five minutes, so that it can be replaced without a deployment. */
export function createSlackSecrets(
  fetchSecret: () => Promise<string>,
  now: () => Date,
): SlackSecrets {
  return createCache({
    load: async () => parseSecret(await fetchSecret()),
    now,
    maxAgeSeconds: 300,
    // Forged requests ask for the renewed secret too.
    minAgeSeconds: 60,
  });
}

function parseSecret(json: string): SlackSecret {
  const parsed = slackSecret.safeParse(parseJson(json));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path }) => path.join('.') || 'JSON');
  throw new SlackNotConfigured(`The secret of Slack lacks ${wrong.join(', ')}`);
}
