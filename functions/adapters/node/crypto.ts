import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { codeDigits } from '../../domain/people/sign-in.ts';
import { idCharacters, idLength } from '../../domain/reference.ts';
import type { TokenSigner } from '../../use-cases/ports.ts';

/** Seals under a secret that is fetched when it is first needed. */
export function createTokenSigner(secret: () => Promise<string>): TokenSigner {
  const signature = async (text: string) =>
    createHmac('sha256', await secret())
      .update(text)
      .digest();
  return {
    async codeOf(challengeId) {
      // 48 bits: what is left over by the division favours no code by more than one in 10⁸.
      const number = (await signature(`code ${challengeId}`)).readUIntBE(0, 6);
      return String(number % 10 ** codeDigits).padStart(codeDigits, '0');
    },
    async fingerprintOf(text) {
      return (await signature(`fingerprint ${text}`)).toString('base64url');
    },
  };
}

/** Takes as long for a wrong text as for a right one of the same length. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** 132 bits of a text's hash: the same for the same text, and for no other that anybody will ever meet. */
export function sha256Short(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** Six characters of 32 from a token: the same for the same token, a billion others beside it. */
export function damageIdFrom(token: string): string {
  const hash = createHash('sha256').update(token).digest();
  // 256 is a multiple of 32: every character is as likely.
  return [...hash.subarray(0, idLength)]
    .map((byte) => idCharacters.charAt(byte % idCharacters.length))
    .join('');
}
