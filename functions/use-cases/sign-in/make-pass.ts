import type { KnownPerson } from '../../domain/people/person.ts';
import type { Clock, Seals } from '../ports.ts';
import { sealPass } from './sealed-pass.ts';

export interface MakePassDeps {
  readonly seals: Seals;
  readonly clock: Clock;
  /** Long and impossible to guess. */
  readonly newId: () => string;
}

/** `path`: where it leads, on this site. */
export type MakePass = (person: KnownPerson, path: string) => Promise<string>;

/** Lets a person whom a chat vouches for into the site, once. Nothing is stored until it is used. */
export function makeMakePass({ seals, clock, newId }: MakePassDeps): MakePass {
  return ({ mail }, path) =>
    sealPass(seals, { id: newId(), madeAt: clock.now().toISOString(), mail, path });
}
