import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { codeCharacters, codeDigits } from '../../domain/people/sign-in.ts';
import { idCharacters, idLength } from '../../domain/reference.ts';
import type { TokenSigner } from '../../use-cases/ports.ts';

/** Signs with a secret that is fetched at its first use. */
export function createTokenSigner(secret: () => Promise<string>): TokenSigner {
  const signature = async (text: string) =>
    createHmac('sha256', await secret())
      .update(text)
      .digest();
  return {
    async codeOf(challengeId, strength = 'digits') {
      if (strength === 'characters') {
        return charactersFrom(await signature(`long code ${challengeId}`), codeCharacters);
      }
      // The remainder of 48 bits favours no code by more than one in 10⁸.
      const number = (await signature(`code ${challengeId}`)).readUIntBE(0, 6);
      return String(number % 10 ** codeDigits).padStart(codeDigits, '0');
    },
    async fingerprintOf(text) {
      return (await signature(`fingerprint ${text}`)).toString('base64url');
    },
  };
}

/** 256 random bits, for bearer secrets. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in constant time, so that the duration does not reveal how much of a guess is right. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** 132 bits of the SHA-256 of a text, in base64url: enough that no two texts collide. */
export function sha256Short(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** Six characters of 32 computed from a token: about a billion ids. */
export function shortIdFrom(token: string): string {
  return charactersFrom(createHash('sha256').update(token).digest(), idLength);
}

/** 256 is a multiple of 32, so all characters are equally likely. */
function charactersFrom(bytes: Buffer, length: number): string {
  return [...bytes.subarray(0, length)]
    .map((byte) => idCharacters.charAt(byte % idCharacters.length))
    .join('');
}
