import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
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

/** 256 random bits, for secrets that whoever holds them may use. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in constant time: how long it takes does not tell how much of a guess was right. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** 132 bits of a text's hash: the same for the same text, and for no other that anybody will ever meet. */
export function sha256Short(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** Six characters of 32 computed from a token: about a billion ids, and the same one for the same token. */
export function shortIdFrom(token: string): string {
  const hash = createHash('sha256').update(token).digest();
  // 256 is a multiple of 32: every character is as likely.
  return [...hash.subarray(0, idLength)]
    .map((byte) => idCharacters.charAt(byte % idCharacters.length))
    .join('');
}
