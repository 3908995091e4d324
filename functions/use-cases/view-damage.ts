import { type College, findCollege } from '../domain/college.ts';
import type { Damage } from '../domain/damage.ts';
import { isEducation, maySpeakFor, type Person } from '../domain/person.ts';
import type { Uai } from '../domain/uai.ts';
import type { DamageStore, DepartementStore } from './ports.ts';

export interface DamageFile {
  readonly college: College;
  readonly damage: Damage;
}

/** `undefined`: there is none, or it is not theirs to see. */
export type ViewDamage = (
  which: { readonly uai: Uai; readonly id: string },
  by: Person,
) => Promise<DamageFile | undefined>;

/** One damage, for its collège and for the service Éducation. */
export function makeViewDamage(deps: {
  readonly departement: DepartementStore;
  readonly damages: DamageStore;
}): ViewDamage {
  return async ({ uai, id }, by) => {
    if (!maySpeakFor(by, uai) && !isEducation(by)) return undefined;
    const [register, damage] = await Promise.all([
      deps.departement.register(),
      deps.damages.find(uai, id),
    ]);
    const college = findCollege(register, uai);
    return college && damage && { college, damage };
  };
}
