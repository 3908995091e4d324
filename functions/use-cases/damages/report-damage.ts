import { findCollege } from '../../domain/colleges/college.ts';
import type { Uai } from '../../domain/colleges/uai.ts';
import {
  type Damage,
  type DamageProblem,
  type DamageReport,
  damageProblems,
  newDamage,
} from '../../domain/damages/damage.ts';
import { overlappingDamages } from '../../domain/damages/damage-overlap.ts';
import { type Photo, type PhotoSource, photoLimits } from '../../domain/damages/photo.ts';
import type { Door } from '../../domain/door.ts';
import { maySpeakFor, type Person } from '../../domain/people/person.ts';
import type { Clock, DamageStore, DepartementStore } from '../ports.ts';

export interface ReportDeps {
  readonly departement: DepartementStore;
  readonly damages: DamageStore;
  readonly clock: Pick<Clock, 'now'>;
  /** The same short id for the same token, always: see `damage-reference.ts` for its shape. */
  readonly damageIdFrom: (token: string) => string;
}

export interface ReportCommand {
  readonly uai: Uai;
  readonly by: Person;
  readonly door: Door;
  /** Token of the form, view or message: the same token twice is one damage. */
  readonly opening: string;
  /** They have seen the open reports of the same lockers, and mean another damage. */
  readonly despiteOverlap?: boolean;
  /** Photos that a chat holds for us, by its own ids: those beyond the limit are left there. */
  readonly photos?: readonly PhotoSource[];
}

export type ReportOutcome =
  | { readonly kind: 'reported'; readonly damage: Damage }
  /** Nothing was filed: these are open, and may well be the same damage. */
  | { readonly kind: 'already-reported'; readonly overlapping: readonly Damage[] }
  | { readonly kind: 'contradictory'; readonly problems: readonly DamageProblem[] }
  /** Not in the register, or not theirs: nobody learns which. */
  | { readonly kind: 'not-yours' };

export type ReportDamage = (command: ReportCommand, report: DamageReport) => Promise<ReportOutcome>;

/** Files a damage, campaign or not: lockers break all year. */
export function makeReportDamage(deps: ReportDeps): ReportDamage {
  const { departement, damages, clock, damageIdFrom } = deps;

  async function save(damage: Damage): Promise<'saved' | 'taken'> {
    if ((await damages.save(damage)) === 'saved') return 'saved';
    const winner = await damages.find(damage.uai, damage.id);
    return winner?.opening === damage.opening ? 'saved' : 'taken';
  }

  /** Named after the form they came with: the same form twice brings the same photos. */
  const waiting = ({ opening, photos = [] }: ReportCommand): readonly Photo[] =>
    photos.slice(0, photoLimits.perThing).map((from, index) => ({
      id: damageIdFrom(`${opening} photo ${index}`),
      state: 'waiting',
      from,
    }));

  return async (command, report) => {
    const { uai, by, door, opening, despiteOverlap } = command;
    if (!maySpeakFor(by, uai)) return { kind: 'not-yours' };
    const problems = damageProblems(report);
    if (problems.length > 0) return { kind: 'contradictory', problems };
    const [register, known] = await Promise.all([departement.register(), damages.listOf(uai)]);
    if (!findCollege(register, uai)) return { kind: 'not-yours' };
    const again = known.find((damage) => damage.opening === opening);
    if (again) return { kind: 'reported', damage: again };
    const overlapping = overlappingDamages(report, known);
    if (overlapping.length > 0 && !despiteOverlap) return { kind: 'already-reported', overlapping };

    const act = { at: clock.now().toISOString(), who: by.name, mail: by.mail, door, opening };
    // Six characters are said easily and may meet by chance: the next ones of the same token are as good.
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const id = damageIdFrom(attempt === 1 ? opening : `${opening} ${attempt}`);
      const damage = newDamage(report, { uai, id, photos: waiting(command) }, act);
      if ((await save(damage)) === 'saved') {
        return { kind: 'reported', damage: { ...damage, version: 1 } };
      }
    }
    throw new Error(`No free damage id in ${mostAttempts} attempts`);
  };
}

const mostAttempts = 5;
