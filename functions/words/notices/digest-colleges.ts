import { findCollege, type Register } from '../../domain/colleges/college.ts';
import type { Uai } from '../../domain/colleges/uai.ts';

export function collegeName(register: Register, uai: Uai): string {
  const college = findCollege(register, uai);
  return college ? `${college.name}, ${college.commune}` : uai;
}

/** In the order of the register, as in every other list. */
export function inOrderOfRegister<Thing extends { readonly uai: Uai }>(
  things: readonly Thing[],
  register: Register,
): readonly Thing[] {
  const place = new Map(register.map(({ uai }, index) => [uai, index]));
  return things.toSorted((a, b) => (place.get(a.uai) ?? -1) - (place.get(b.uai) ?? -1));
}
