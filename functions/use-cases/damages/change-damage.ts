import type { Uai } from '../../domain/colleges/uai.ts';
import { changeDamage, type Damage, type DamageChange } from '../../domain/damages/damage.ts';
import type { Door } from '../../domain/door.ts';
import { toldVersion } from '../../domain/journal.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Clock, DamageStore } from '../ports.ts';

export interface ChangeDamageDeps {
  readonly damages: DamageStore;
  readonly clock: Clock;
}

/** Who acts upon which damage, and what they had before their eyes. */
export interface ChangeDamageCommand {
  readonly uai: Uai;
  readonly id: string;
  readonly by: Person;
  readonly door: Door;
  /** Token of the form, view or message they answer: the same token twice is one act. */
  readonly opening: string;
  /** Of the last line of the journal they saw. */
  readonly seenVersion: number;
}

export type ChangeDamageOutcome =
  | { readonly kind: 'done'; readonly damage: Damage }
  /** Somebody else wrote meanwhile: `damage` is what stands now, untouched. */
  | { readonly kind: 'stale'; readonly damage: Damage }
  /** The damage's state allows no such act. */
  | { readonly kind: 'settled'; readonly damage: Damage }
  /** There is none of that id, or they may not act upon it: nobody learns which. */
  | { readonly kind: 'not-yours' };

export type ChangeDamage = (
  command: ChangeDamageCommand,
  change: DamageChange,
) => Promise<ChangeDamageOutcome>;

/** Everybody's writes to one damage at the same moment are few. */
const attempts = 5;

/** What every act upon a damage has in common. Who may act is its caller's to judge. */
export function makeChangeDamage({ damages, clock }: ChangeDamageDeps): ChangeDamage {
  return async ({ uai, id, by, door, opening, seenVersion }, change) => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const stored = await damages.find(uai, id);
      if (!stored) return { kind: 'not-yours' };
      if (stored.lastOpening === opening) return { kind: 'done', damage: stored };
      if (toldVersion(stored) !== seenVersion) return { kind: 'stale', damage: stored };
      const act = { at: clock.now().toISOString(), who: by.name, door, opening };
      const changed = changeDamage(stored, change, act);
      if (!changed) return { kind: 'settled', damage: stored };
      if ((await damages.save(changed)) === 'saved') {
        return { kind: 'done', damage: { ...changed, version: changed.version + 1 } };
      }
      // The race was lost between the read and the write; what stands now says whether to a person, a double click or a photo.
    }
    throw new Error('A damage is written to without a pause');
  };
}
