import { parseUai, type Uai } from './uai.ts';

interface Named {
  readonly uai: Uai;
  readonly id: string;
}

/** Without I, L, O and U: none is taken for 1, 0 or V when it is said aloud or copied by hand. */
export const idCharacters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const idLength = 6;

/** `D-0470678G-7F3K2M`: names the collège and the damage. */
export function damageReference({ uai, id }: Named): string {
  return `D-${uai}-${id}`;
}

/** Reads a reference as it was heard or copied; `undefined` where it cannot be one. */
export function parseDamageReference(input: string): Named | undefined {
  const compact = input.toUpperCase().replace(/[\s.\-_–]/g, '');
  const match = /^D(\d{6,7}[A-Z])([0-9A-Z]{6})$/.exec(compact);
  const parsed = parseUai(match?.[1] ?? '');
  const id = (match?.[2] ?? '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const known = [...id].every((character) => idCharacters.includes(character));
  return match && parsed.kind === 'uai' && known ? { uai: parsed.uai, id } : undefined;
}

/** `L-0470678G-7F3K2M`: names the collège and the delivery. What was ordered before the counter opened is `L-0470678G-2025-1`. */
export function deliveryReference({ uai, id }: Named): string {
  return `L-${uai}-${id}`;
}

/** Reads a reference as it was heard or copied; `undefined` where it cannot be one. */
export function parseDeliveryReference(input: string): Named | undefined {
  const plain = input.toUpperCase().replace(/[‐-―]/g, '-').replace(/\s/g, '');
  const match = /^L-?(\d{6,7}[A-Z])-?([0-9A-Z][0-9A-Z-]{0,30})$/.exec(plain);
  const parsed = parseUai(match?.[1] ?? '');
  const id = match?.[2] ?? '';
  return parsed.kind === 'uai' && id ? { uai: parsed.uai, id } : undefined;
}
