import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { createTokenSigner, isSame } from '../../functions/adapters/node/crypto.ts';
import {
  checksOf,
  signAuthorizationRequest,
  verifyAuthorizationRequest,
} from '../../functions/use-cases/oidc-sign-in.ts';

const tokenSigner = createTokenSigner(async () => 'a secret of the tests');
const signatureDeps = { tokenSigner, isSame };

const trips = fc.record({
  state: fc.stringMatching(/^[\w-]{43}$/),
  startedAt: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  next: fc.string({ unit: 'binary' }),
});

describe('a sealed trip', () => {
  test.prop([trips])('comes back as it left, wherever it leads', async (authorizationRequest) => {
    expect(
      await verifyAuthorizationRequest(
        signatureDeps,
        await signAuthorizationRequest(tokenSigner, authorizationRequest),
      ),
    ).toEqual(authorizationRequest);
  });

  test.prop([trips, fc.nat(), fc.string({ minLength: 1, maxLength: 1 })])(
    'is none any more once a letter of it is another',
    async (authorizationRequest, nat, letter) => {
      const signedRequest = await signAuthorizationRequest(tokenSigner, authorizationRequest);
      const at = nat % signedRequest.length;
      const changed = signedRequest.slice(0, at) + letter + signedRequest.slice(at + 1);
      fc.pre(changed !== signedRequest);
      expect(await verifyAuthorizationRequest(signatureDeps, changed)).toBeUndefined();
    },
  );

  test.prop([trips])('under another secret is none', async (authorizationRequest) => {
    const others = createTokenSigner(async () => 'another secret');
    expect(
      await verifyAuthorizationRequest(
        signatureDeps,
        await signAuthorizationRequest(others, authorizationRequest),
      ),
    ).toBeUndefined();
  });

  test.prop([trips])(
    'has proofs that differ, long enough for any provider',
    async (authorizationRequest) => {
      const { state, nonce, verifier } = await checksOf(tokenSigner, authorizationRequest);
      expect(new Set([state, nonce, verifier]).size).toBe(3);
      // https://www.rfc-editor.org/rfc/rfc7636#section-4.1
      expect(verifier).toMatch(/^[\w-]{43}$/);
      expect(nonce.length).toBeGreaterThanOrEqual(32);
    },
  );
});
