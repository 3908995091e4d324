import { parseUai, type Uai } from './uai.ts';

interface ReferenceParts {
  readonly uai: Uai;
  readonly id: string;
}

/** Without I, L, O and U, which are mistaken for 1, 0 or V when said aloud or copied by hand (Crockford's base 32). */
export const idCharacters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const idLength = 6;

/** `D-0470678G-7F3K2M`: the UAI of the collège and the id of the damage. */
export function damageReference({ uai, id }: ReferenceParts): string {
  return `D-${uai}-${id}`;
}

/** Accepts lower case, other separators, and O, I or L typed for 0 or 1; `undefined` for anything else. */
export function parseDamageReference(input: string): ReferenceParts | undefined {
  const compact = input.toUpperCase().replace(/[\s.\-_–]/g, '');
  const match = /^D(\d{6,7}[A-Z])([0-9A-Z]{6})$/.exec(compact);
  const parsed = parseUai(match?.[1] ?? '');
  const id = (match?.[2] ?? '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const isValid = [...id].every((character) => idCharacters.includes(character));
  return match && parsed.kind === 'uai' && isValid ? { uai: parsed.uai, id } : undefined;
}

/** `L-0470678G-7F3K2M`. Deliveries imported from before this service have longer ids: `L-0470678G-2025-1`. */
export function deliveryReference({ uai, id }: ReferenceParts): string {
  return `L-${uai}-${id}`;
}

/** Accepts lower case, spaces and other dashes; `undefined` for anything else. */
export function parseDeliveryReference(input: string): ReferenceParts | undefined {
  const plain = input.toUpperCase().replace(/[‐-―]/g, '-').replace(/\s/g, '');
  const match = /^L-?(\d{6,7}[A-Z])-?([0-9A-Z][0-9A-Z-]{0,30})$/.exec(plain);
  const parsed = parseUai(match?.[1] ?? '');
  const id = match?.[2] ?? '';
  return parsed.kind === 'uai' && id ? { uai: parsed.uai, id } : undefined;
}
