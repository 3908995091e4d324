import * as z from 'zod';
import { createCache } from '../../use-cases/cache.ts';
import type { TeamsSecret } from './secrets.ts';

/** The part of `fetch` that JSON requests need. It has a timeout of its own and follows no redirect. */
export type FetchText = (
  address: string,
  init?: {
    readonly method?: string;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  },
) => Promise<TextResponse>;

export interface TextResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

export interface BotTokenDeps {
  /** Where Microsoft 365 issues tokens, without a slash at the end. */
  readonly loginUrl: string;
  readonly teamsSecret: () => Promise<TeamsSecret>;
  readonly fetch: FetchText;
  readonly now: () => Date;
}

const tokenResponse = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
});

/** A token is renewed this long before it expires, so that it is still valid when it arrives. */
const marginSeconds = 300;

export interface BotToken {
  readonly current: () => Promise<string>;
  /** A newer one, after the connector refused the current one. */
  readonly renewed: () => Promise<string>;
}

/** The bot's own token (OAuth 2.0 client credentials), kept until it expires. */
export function createBotToken(deps: BotTokenDeps): BotToken {
  const { loginUrl, teamsSecret, fetch, now } = deps;

  async function load() {
    const { appId, tenantId, clientSecret } = await teamsSecret();
    const response = await fetch(`${loginUrl}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: clientSecret,
        scope: 'https://api.botframework.com/.default',
      }).toString(),
    });
    // The error leaves out the body, which may quote the secret.
    if (!response.ok) throw new Error(`No token for the bot: status ${response.status}`);
    return tokenResponse.parse(JSON.parse(await response.text()));
  }

  const maxAgeSeconds = ({ expires_in }: z.output<typeof tokenResponse>) =>
    expires_in - marginSeconds;
  // A connector that refuses every token causes no more loads than one a minute.
  const cache = createCache({ load, now, maxAgeSeconds, minAgeSeconds: 60 });
  return {
    current: async () => (await cache.current()).access_token,
    renewed: async () => (await cache.renewed()).access_token,
  };
}
