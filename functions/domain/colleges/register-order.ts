import type { College, Register } from './college.ts';

const french = new Intl.Collator('fr');

function compareColleges(a: College, b: College): number {
  return (
    french.compare(a.commune, b.commune) ||
    french.compare(a.name, b.name) ||
    french.compare(a.uai, b.uai)
  );
}

/** By commune, then name: É sorts among the E, and two collèges of one name always stand in the same order. */
export function inRegisterOrder(colleges: readonly College[]): Register {
  return colleges.toSorted(compareColleges);
}
