import type { College } from '../../domain/colleges/college.ts';
import { type Damage, type DamageState, isOpen } from '../../domain/damages/damage.ts';
import { compareUrgency } from '../../domain/damages/damage-urgency.ts';
import { isEducation, type Person } from '../../domain/people/person.ts';
import type { DamageStore, DepartementStore } from '../ports.ts';

/** `open`: whatever something is still to be done about. */
export type DamageFilter = 'open' | DamageState;

export interface DamageRow {
  readonly college: College;
  readonly damage: Damage;
}

export interface DamagesView {
  /** The most urgent first. */
  readonly rows: readonly DamageRow[];
  /** How many there are, whatever was asked for. */
  readonly count: (filter: DamageFilter) => number;
}

/** `undefined`: not of the service Éducation. */
export type ListDamages = (by: Person, filter: DamageFilter) => Promise<DamagesView | undefined>;

/** The damages of every collège, for the service Éducation. */
export function makeListDamages(deps: {
  readonly departement: DepartementStore;
  readonly damages: DamageStore;
}): ListDamages {
  return async (by, filter) => {
    if (!isEducation(by)) return undefined;
    const register = await deps.departement.register();
    const files = await Promise.all(
      register.map(async (college) =>
        (await deps.damages.listOf(college.uai)).map((damage) => ({ college, damage })),
      ),
    );
    const all = files.flat().toSorted((a, b) => compareUrgency(a.damage, b.damage));
    const those = (wanted: DamageFilter) => all.filter(({ damage }) => passes(damage, wanted));
    return { rows: those(filter), count: (wanted) => those(wanted).length };
  };
}

function passes(damage: Damage, filter: DamageFilter): boolean {
  return filter === 'open' ? isOpen(damage) : damage.state === filter;
}
