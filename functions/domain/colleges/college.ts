import type { Uai } from './uai.ts';

/** One school of the register. Empty cells of the ministry's file are absent here, never empty strings. */
export interface College {
  readonly uai: Uai;
  /** As the ministry writes it, e.g. "Collège André Crochepierre". */
  readonly name: string;
  readonly commune: string;
  readonly postcode: string;
  readonly street?: string | undefined;
  readonly mail?: string | undefined;
  readonly phone?: string | undefined;
  /** Dated and approximate: see the sources of the register. */
  readonly pupils?: number | undefined;
  /** Other names people use: accents the ministry forgot, former or local names. */
  readonly aliases: readonly string[];
  /** Shares its site with a lycée. An attribute, not a filter. */
  readonly citeScolaire: boolean;
}

/** The collèges in scope of one Département, in the French order of commune, then name. */
export type Register = readonly College[];

export function findCollege(register: Register, uai: Uai): College | undefined {
  return register.find((college) => college.uai === uai);
}
