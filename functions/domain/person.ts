import type { Uai } from './uai.ts';

/** Someone known to the counter, and the collèges they may speak for. */
export interface Person {
  readonly name: string;
  readonly boundTo: readonly Uai[];
}

/** How someone reached us. */
export type Door = 'slack' | 'teams' | 'web' | 'hook';

/** Nobody declares for a collège they are not bound to. */
export function maySpeakFor(person: Person, uai: Uai): boolean {
  return person.boundTo.includes(uai);
}
