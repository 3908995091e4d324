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
