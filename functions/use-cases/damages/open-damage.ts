import { type College, findCollege } from '../../domain/colleges/college.ts';
import type { Uai } from '../../domain/colleges/uai.ts';
import type { Damage } from '../../domain/damages/damage.ts';
import { mayRead, type Person } from '../../domain/people/person.ts';
import type { DamageStore, DepartementStore } from '../ports.ts';

export interface OpenedDamage {
  readonly college: College;
  readonly damage: Damage;
}

/** `undefined`: there is none, or it is not theirs to see. */
export type OpenDamage = (
  which: { readonly uai: Uai; readonly id: string },
  by: Person,
) => Promise<OpenedDamage | undefined>;

/** One damage as it stands, for its collège and for the service Éducation. */
export function makeOpenDamage(deps: {
  readonly departement: DepartementStore;
  readonly damages: DamageStore;
}): OpenDamage {
  return async ({ uai, id }, by) => {
    if (!mayRead(by, uai)) return undefined;
    const [register, damage] = await Promise.all([
      deps.departement.register(),
      deps.damages.find(uai, id),
    ]);
    const college = findCollege(register, uai);
    return college && damage && { college, damage };
  };
}
