import { createHash } from 'node:crypto';
import { idCharacters, idLength } from '../domain/damages/damage-reference.ts';

/** Six characters of 32 from a token: the same for the same token, a billion others beside it. */
export function damageIdFrom(token: string): string {
  const hash = createHash('sha256').update(token).digest();
  // 256 is a multiple of 32: every character is as likely.
  return [...hash.subarray(0, idLength)]
    .map((byte) => idCharacters.charAt(byte % idCharacters.length))
    .join('');
}
