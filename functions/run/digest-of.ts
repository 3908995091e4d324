import { createHash } from 'node:crypto';

/** 132 bits of a text's hash: the same for the same text, and for no other that anybody will ever meet. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
