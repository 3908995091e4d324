import { errors, importJWK, type JWTPayload, jwtVerify } from 'jose';
import * as z from 'zod';
import { createCache } from '../../use-cases/cache.ts';
import type { Deps } from '../../use-cases/ports.ts';
import type { TeamsSecret } from './secrets.ts';

/** The part that we use of the issuer's OpenID configuration. */
const metadata = z.object({ jwks_uri: z.url() });
const signingKey = z.looseObject({
  kid: z.string(),
  kty: z.literal('RSA'),
  /** RS256 needs 2,048 bits or more: a shorter key verifies nothing. */
  n: z.string().refine((modulus) => Buffer.from(modulus, 'base64url').length >= 256),
  e: z.string(),
  /** The channels that tokens of this key are good for. */
  endorsements: z.array(z.string()).default([]),
});
const keySet = z.object({ keys: z.array(z.unknown()) });

export type SigningKey = z.output<typeof signingKey>;

export interface SigningKeysDeps {
  readonly metadataUrl: string;
  /** Rejects unless the answer is JSON. */
  readonly getJson: (url: string) => Promise<unknown>;
  readonly now: () => Date;
}

/** No token can be verified for now. */
export class SigningKeysMissing extends Error {
  override readonly name = 'SigningKeysMissing';
}

/** Rejects with `SigningKeysMissing` when the keys cannot be loaded. */
export type FindSigningKey = (kid: string) => Promise<SigningKey | undefined>;

/** The keys that the issuer publishes, by their id. They are loaded once a day, and when a token names an unknown key. */
export function createFindSigningKey({
  metadataUrl,
  getJson,
  now,
}: SigningKeysDeps): FindSigningKey {
  async function load(): Promise<readonly SigningKey[]> {
    try {
      const { jwks_uri } = metadata.parse(await getJson(metadataUrl));
      const { keys } = keySet.parse(await getJson(jwks_uri));
      return keys.flatMap((key) => signingKey.safeParse(key).data ?? []);
    } catch (cause) {
      throw new SigningKeysMissing('The issuer gives no keys', { cause });
    }
  }

  const keys = createCache({
    load,
    now,
    // The issuer changes its keys at most once a day.
    maxAgeSeconds: 24 * 3600,
    // Tokens with made-up key ids cause no more loads than this.
    minAgeSeconds: 300,
  });

  return async (kid) => {
    const hasId = (key: SigningKey) => key.kid === kid;
    return (await keys.current()).find(hasId) ?? (await keys.renewed()).find(hasId);
  };
}

/** Signs the tokens that Teams sends. */
const issuer = 'https://api.botframework.com';

/** The clocks of Teams and of AWS may differ by this, both ways. */
const toleranceSeconds = 300;

export interface VerifyTokenDeps extends Pick<Deps, 'clock'> {
  readonly findSigningKey: FindSigningKey;
  readonly teamsSecret: () => Promise<TeamsSecret>;
}

/** What the bearer of a valid token may send activities for. */
export interface TrustedIssuer {
  readonly serviceUrl: string;
  /** The channels that its key is endorsed for. */
  readonly channels: readonly string[];
}

/**
 * Verifies the token of a request: signed RS256 by a key that the issuer publishes, made by it, for our app, now. These are
 * the checks of the Bot Connector's authentication, without exception. `undefined`: the token is not valid. Rejects only
 * when the keys cannot be loaded.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export async function verifyToken(
  { findSigningKey, teamsSecret, clock }: VerifyTokenDeps,
  authorization: string | undefined,
): Promise<TrustedIssuer | undefined> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
  if (!token) return undefined;
  let channels: readonly string[] = [];
  const { appId } = await teamsSecret();
  try {
    const { payload } = await jwtVerify(
      token,
      async ({ kid }) => {
        const key = kid ? await findSigningKey(kid) : undefined;
        if (!key) throw new errors.JWKSNoMatchingKey();
        channels = key.endorsements;
        const { kty, n, e } = key;
        return importJWK({ kty, n, e }, 'RS256');
      },
      {
        algorithms: ['RS256'],
        issuer,
        audience: appId,
        requiredClaims: ['exp', 'nbf', 'serviceurl'],
        clockTolerance: toleranceSeconds,
        currentDate: clock.now(),
      },
    );
    const serviceUrl = serviceUrlIn(payload);
    return serviceUrl ? { serviceUrl, channels } : undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

function serviceUrlIn({ serviceurl }: JWTPayload): string | undefined {
  return typeof serviceurl === 'string' && serviceurl !== '' ? serviceurl : undefined;
}

/**
 * Whether a URL is below one of the origins: `https://smba.trafficmanager.net`, or `https://*.example.org` for every host
 * below it. Only such hosts may receive the bot's own token.
 */
export function isServiceOf(origins: readonly string[], url: string): boolean {
  const parsed = URL.parse(url);
  if (!parsed || parsed.username || parsed.password) return false;
  return origins.some((origin) => {
    const allowed = URL.parse(origin.replace('//*.', '//'));
    if (!allowed || allowed.protocol !== parsed.protocol || allowed.port !== parsed.port)
      return false;
    if (!origin.includes('//*.')) return allowed.hostname === parsed.hostname;
    return parsed.hostname.endsWith(`.${allowed.hostname}`);
  });
}
