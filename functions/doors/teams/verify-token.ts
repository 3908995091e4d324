import { errors, importJWK, type JWTPayload, jwtVerify } from 'jose';
import type { FindSigningKey } from './signing-keys.ts';

export interface VerifyDeps {
  readonly findSigningKey: FindSigningKey;
  /** Who alone may sign. */
  readonly issuer: string;
  readonly appId: () => Promise<string>;
  readonly now: () => Date;
}

/** What a token that holds lets its bearer speak for. */
export interface Voucher {
  readonly serviceUrl: string;
  /** The chats that its key speaks for. */
  readonly channels: readonly string[];
}

/** `undefined`: it does not hold. Rejects only if the keys cannot be had. */
export type VerifyToken = (authorization: string | undefined) => Promise<Voucher | undefined>;

/** Clocks differ by as much, both ways. */
const toleranceSeconds = 300;

/**
 * Reads the token of a request: signed RS256 by a key that the issuer publishes, made by it, for us, now. Everything
 * that the Bot Connector's authentication asks for, with no case in which it may be left out.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export function makeVerifyToken(deps: VerifyDeps): VerifyToken {
  const { findSigningKey, issuer, appId, now } = deps;

  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
    if (!token) return undefined;
    let channels: readonly string[] = [];
    const audience = await appId();
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
          audience,
          requiredClaims: ['exp', 'nbf', 'serviceurl'],
          clockTolerance: toleranceSeconds,
          currentDate: now(),
        },
      );
      const serviceUrl = serviceUrlIn(payload);
      return serviceUrl ? { serviceUrl, channels } : undefined;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  };
}

function serviceUrlIn({ serviceurl }: JWTPayload): string | undefined {
  return typeof serviceurl === 'string' && serviceurl !== '' ? serviceurl : undefined;
}
