import * as z from 'zod';

/** As much of `fetch` as is needed to speak JSON with somebody; it gives up in time by itself, and follows nobody elsewhere. */
export type FetchText = (
  address: string,
  init?: {
    readonly method?: string;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  },
) => Promise<TextAnswer>;

export interface TextAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** How the bot proves to Microsoft who it is. */
export interface BotSecret {
  readonly appId: string;
  readonly tenantId: string;
  readonly clientSecret: string;
}

export interface BotTokenDeps {
  /** Where Microsoft 365 hands out tokens, without a slash at the end. */
  readonly loginUrl: string;
  readonly scope: string;
  readonly secret: () => Promise<BotSecret>;
  readonly fetch: FetchText;
  readonly now: () => Date;
}

const granted = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
});

/** Renewed before it is over, so that none ends on its way. */
const marginMilliseconds = 5 * 60_000;

interface Grant {
  readonly token: string;
  /** Milliseconds. */
  readonly until: number;
}

/** The bot's own token (OAuth 2.0 client credentials): fetched when it is first needed, kept as long as it is good. */
export function createBotToken(deps: BotTokenDeps): () => Promise<string> {
  const { loginUrl, scope, secret, now } = deps;
  let held: Promise<Grant> | undefined;

  async function intent(): Promise<Grant> {
    const { appId, tenantId, clientSecret } = await secret();
    const response = await deps.fetch(`${loginUrl}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: clientSecret,
        scope,
      }).toString(),
    });
    // Not its body: it may quote what was sent.
    if (!response.ok) throw new Error(`No token for the bot: status ${response.status}`);
    const { access_token, expires_in } = granted.parse(JSON.parse(await response.text()));
    return {
      token: access_token,
      until: now().getTime() + expires_in * 1000 - marginMilliseconds,
    };
  }

  return async () => {
    const before = held;
    const grant = await before?.catch(() => undefined);
    if (grant && grant.until > now().getTime()) return grant.token;
    // Unless somebody asked meanwhile.
    if (!held || held === before) held = intent();
    return (await held).token;
  };
}
