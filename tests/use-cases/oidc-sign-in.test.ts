import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { isSame, makeSeals } from '../../functions/adapters/node/crypto.ts';
import { proofsOf, sealTrip, unsealTrip } from '../../functions/use-cases/oidc-sign-in.ts';

const seals = makeSeals(async () => 'a secret of the tests');
const unsealing = { seals, isSame };

const trips = fc.record({
  state: fc.stringMatching(/^[\w-]{43}$/),
  startedAt: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  next: fc.string({ unit: 'binary' }),
});

describe('a sealed trip', () => {
  test.prop([trips])('comes back as it left, wherever it leads', async (trip) => {
    expect(await unsealTrip(unsealing, await sealTrip(seals, trip))).toEqual(trip);
  });

  test.prop([trips, fc.nat(), fc.string({ minLength: 1, maxLength: 1 })])(
    'is none any more once a letter of it is another',
    async (trip, nat, letter) => {
      const sealed = await sealTrip(seals, trip);
      const at = nat % sealed.length;
      const changed = sealed.slice(0, at) + letter + sealed.slice(at + 1);
      fc.pre(changed !== sealed);
      expect(await unsealTrip(unsealing, changed)).toBeUndefined();
    },
  );

  test.prop([trips])('under another secret is none', async (trip) => {
    const others = makeSeals(async () => 'another secret');
    expect(await unsealTrip(unsealing, await sealTrip(others, trip))).toBeUndefined();
  });

  test.prop([trips])('has proofs that differ, long enough for any provider', async (trip) => {
    const { state, nonce, verifier } = await proofsOf(seals, trip);
    expect(new Set([state, nonce, verifier]).size).toBe(3);
    // https://www.rfc-editor.org/rfc/rfc7636#section-4.1
    expect(verifier).toMatch(/^[\w-]{43}$/);
    expect(nonce.length).toBeGreaterThanOrEqual(32);
  });
});
