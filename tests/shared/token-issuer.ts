import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export const appId = '7d0c36f4-25a1-4b3b-9f0e-6a8a1d4a0001';
export const tenantId = '7d0c36f4-25a1-4b3b-9f0e-6a8a1d4a0002';
export const issuer = 'https://api.botframework.com';
export const serviceUrl = 'https://smba.trafficmanager.net/emea/';

export interface Signing {
  readonly claims?: JWTPayload;
  readonly without?: readonly string[];
  readonly kid?: string;
  readonly alg?: string;
  /** Seconds from the instant that the token is made. */
  readonly from?: number;
  readonly until?: number;
}

type KeyName = 'endorsed' | 'unendorsed' | 'unlinked';

/** Made once: keys take long. */
const keyPairs = Promise.all(
  (['endorsed', 'unendorsed', 'unlinked'] as const).map(
    async (name) => [name, await generateKeyPair('RS256')] as const,
  ),
);

/** An issuer of tokens of its own on this machine: publishes its keys, and signs whatever a test wants signed. */
export async function openTokenIssuer(now: () => Date) {
  const pairs = new Map(await keyPairs);
  const pairOf = (name: KeyName) => {
    const pair = pairs.get(name);
    if (!pair) throw new Error(`No key ${name}`);
    return pair;
  };
  const keyOf = async (kid: KeyName, endorsements: string[]) => ({
    ...(await exportJWK(pairOf(kid).publicKey)),
    ...{ kid, use: 'sig', endorsements },
  });
  const keys: object[] = [
    await keyOf('endorsed', ['msteams', 'webchat']),
    await keyOf('unendorsed', ['webchat']),
  ];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { port } = server.address() as AddressInfo;
    const body = request.url === '/keys' ? { keys } : { jwks_uri: `http://127.0.0.1:${port}/keys` };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    metadataUrl: `http://127.0.0.1:${port}/metadata`,
    /** The paths that were asked for. */
    asked,
    async sign({ claims, without = [], kid = 'endorsed', alg = 'RS256', ...when }: Signing = {}) {
      const at = Math.floor(now().getTime() / 1000);
      const all: JWTPayload = {
        iss: issuer,
        aud: appId,
        serviceurl: serviceUrl,
        nbf: at + (when.from ?? 0),
        exp: at + (when.until ?? 3600),
        ...claims,
      };
      const payload = Object.fromEntries(
        Object.entries(all).filter(([name]) => !without.includes(name)),
      );
      const header = { alg, kid, typ: 'JWT' };
      if (alg === 'none') return `${encode(header)}.${encode(payload)}.`;
      const token = new SignJWT(payload).setProtectedHeader(header);
      // The oldest trick: the public key, which everybody has, as the secret of an HMAC.
      if (alg === 'HS256') return token.sign(Buffer.from(JSON.stringify(keys[0])));
      const signer = kid === 'unendorsed' || kid === 'unlinked' ? kid : 'endorsed';
      return token.sign(pairOf(signer).privateKey);
    },
    /** As the issuer does when it changes its keys. */
    async publish(kid: KeyName) {
      keys.push(await keyOf(kid, ['msteams']));
    },
    /** A key of 1,024 bits, which RS256 does not allow, named `short`. */
    async publishShort() {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
      keys.push({
        ...publicKey.export({ format: 'jwk' }),
        ...{ kid: 'short', use: 'sig', endorsements: ['msteams'] },
      });
    },
    /** Signed by somebody else, under the name of a key that is ours. */
    async forge() {
      const at = Math.floor(now().getTime() / 1000);
      return new SignJWT({ serviceurl: serviceUrl, nbf: at, exp: at + 3600 })
        .setProtectedHeader({ alg: 'RS256', kid: 'endorsed' })
        .setIssuer(issuer)
        .setAudience(appId)
        .sign(pairOf('unlinked').privateKey);
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const encode = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
