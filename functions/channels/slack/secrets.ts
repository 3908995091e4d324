import * as z from 'zod';

/** What Slack and we know of each other. */
export interface SlackSecret {
  /** Slack signs with it all that it sends. */
  readonly signingSecret: string;
  readonly botToken: string;
  /** Ids of the workspaces, or of the Enterprise organisation, whose people are heard. */
  readonly workspaces: readonly string[];
}

/** Kept for a few minutes, so that a secret is replaced without a deployment. */
export interface SlackSecrets {
  /** Rejects with `SlackNotConfigured` until somebody has filled it in. */
  current(): Promise<SlackSecret>;
  /** Read anew, because the one at hand was refused; not more than once a minute. */
  renewed(): Promise<SlackSecret>;
}

export class SlackNotConfigured extends Error {
  override readonly name = 'SlackNotConfigured';
}

/** What somebody writes in Secrets Manager, as JSON: see docs/slack.md. */
const slackSecret = z.lazy(() => {
  const text = z.string().min(1);
  return z.object({
    signingSecret: text,
    botToken: text,
    workspaces: z.array(text).min(1),
    /** Where the service Éducation is told of what happens. */
    educationChannel: z.string().default(''),
  });
});

export type SlackSecretSetting = z.output<typeof slackSecret>;

const keptMinutes = 5;
/** A flood of forged requests must not become a flood of ours. */
const renewedEachSeconds = 60;

/** Fetches the secret when it is first needed, then again every few minutes, or sooner where it is refused. */
export function createSlackSecrets(
  fetchSecret: () => Promise<string>,
  now: () => Date,
): SlackSecrets & { current(): Promise<SlackSecretSetting> } {
  let held: { readonly setting: Promise<SlackSecretSetting>; readonly at: number } | undefined;

  function keptFor(milliseconds: number): Promise<SlackSecretSetting> {
    const at = now().getTime();
    if (held && at - held.at < milliseconds) return held.setting;
    const setting = fetchSecret().then(parseSetting);
    const fetched = { setting, at };
    held = fetched;
    setting.catch(() => {
      // A fetch that failed is forgotten, so that the next caller tries again.
      if (held === fetched) held = undefined;
    });
    return setting;
  }

  return {
    current: () => keptFor(keptMinutes * 60_000),
    renewed: () => keptFor(renewedEachSeconds * 1000),
  };
}

function parseSetting(json: string): SlackSecretSetting {
  const read = slackSecret.safeParse(parsed(json));
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path }) => path.join('.') || 'JSON');
  throw new SlackNotConfigured(`The secret of Slack lacks ${wrong.join(', ')}`);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
