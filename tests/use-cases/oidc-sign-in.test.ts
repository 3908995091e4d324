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

const requests = fc.record({
  state: fc.stringMatching(/^[\w-]{43}$/),
  startedAt: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  next: fc.string({ unit: 'binary' }),
});

describe('a signed authorization request', () => {
  test.prop([requests])('verifies to what was signed', async (authorizationRequest) => {
    expect(
      await verifyAuthorizationRequest(
        signatureDeps,
        await signAuthorizationRequest(tokenSigner, authorizationRequest),
      ),
    ).toEqual(authorizationRequest);
  });

  test.prop([requests, fc.nat(), fc.string({ minLength: 1, maxLength: 1 })])(
    'is refused when any character was changed',
    async (authorizationRequest, nat, letter) => {
      const signedRequest = await signAuthorizationRequest(tokenSigner, authorizationRequest);
      const at = nat % signedRequest.length;
      const changed = signedRequest.slice(0, at) + letter + signedRequest.slice(at + 1);
      fc.pre(changed !== signedRequest);
      expect(await verifyAuthorizationRequest(signatureDeps, changed)).toBeUndefined();
    },
  );

  test.prop([requests])(
    'is refused when it was signed with another secret',
    async (authorizationRequest) => {
      const otherSigner = createTokenSigner(async () => 'another secret');
      expect(
        await verifyAuthorizationRequest(
          signatureDeps,
          await signAuthorizationRequest(otherSigner, authorizationRequest),
        ),
      ).toBeUndefined();
    },
  );

  test.prop([requests])(
    'has a state, nonce and verifier that differ and are long enough',
    async (authorizationRequest) => {
      const { state, nonce, verifier } = await checksOf(tokenSigner, authorizationRequest);
      expect(new Set([state, nonce, verifier]).size).toBe(3);
      // https://www.rfc-editor.org/rfc/rfc7636#section-4.1
      expect(verifier).toMatch(/^[\w-]{43}$/);
      expect(nonce.length).toBeGreaterThanOrEqual(32);
    },
  );
});
