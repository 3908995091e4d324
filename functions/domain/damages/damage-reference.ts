import { readUai, type Uai } from '../colleges/uai.ts';
import type { Damage } from './damage.ts';

/** Without I, L, O and U: none is taken for 1, 0 or V when it is said aloud or copied by hand. */
export const idCharacters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const idLength = 6;

/** `D-0470678G-7F3K2M`: names the collège and the damage. */
export function damageReference({ uai, id }: Pick<Damage, 'uai' | 'id'>): string {
  return `D-${uai}-${id}`;
}

/** Reads a reference as it was heard or copied; `undefined` where it cannot be one. */
export function readDamageReference(
  typed: string,
): { readonly uai: Uai; readonly id: string } | undefined {
  const compact = typed.toUpperCase().replace(/[\s.\-_–]/g, '');
  const match = /^D(\d{6,7}[A-Z])([0-9A-Z]{6})$/.exec(compact);
  const reading = readUai(match?.[1] ?? '');
  const id = (match?.[2] ?? '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const known = [...id].every((character) => idCharacters.includes(character));
  return match && reading.kind === 'uai' && known ? { uai: reading.uai, id } : undefined;
}
