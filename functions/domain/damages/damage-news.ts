import type { Instant } from '../calendar.ts';
import type { Uai } from '../colleges/uai.ts';
import { lastUntold, type Told } from '../journal.ts';
import type { Damage, DamageEntry, DamageReport, DamageState, FollowUp } from './damage.ts';
import { damageReference } from './damage-reference.ts';
import { type Urgency, urgencyOf } from './damage-urgency.ts';

/** What a collège said of a damage since the last digest: the last of it, and the whole of the report. */
export interface DamageNews extends DamageReport {
  readonly uai: Uai;
  readonly reference: string;
  readonly lockersCount: number;
  readonly state: DamageState;
  readonly what: 'reported' | FollowUp;
  readonly at: Instant;
  readonly who: string;
  readonly note?: string | undefined;
}

export function damageNewsOf(damage: Damage, told: Told): DamageNews | undefined {
  // What the service Éducation did itself is no news to it.
  const { uai, journal, lockersCount, state } = damage;
  const entry = lastUntold(journal, ({ what }) => saidByCollege(what), told);
  if (!entry || !saidByCollege(entry.what)) return undefined;
  const { what, at, who, note } = entry;
  const reference = damageReference(damage);
  return { ...reportOf(damage), uai, reference, lockersCount, state, what, at, who, note };
}

function saidByCollege(what: DamageEntry['what']): what is DamageNews['what'] {
  return what === 'reported' || what === 'repair-confirmed' || what === 'still-broken';
}

function reportOf(damage: Damage): DamageReport {
  const { building, level, corridor, lockers, lockersUnnumbered } = damage;
  const { parts, dangerous, made, description } = damage;
  const place = { building, level, corridor };
  return { ...place, lockers, lockersUnnumbered, parts, dangerous, made, description };
}

/** In the order in which they are dealt with: who may be hurt, then the claims on the workshop, then the others. */
export function damagesByUrgency(damages: readonly DamageNews[]) {
  const are = (...wanted: Urgency[]) => damages.filter((news) => wanted.includes(urgencyOf(news)));
  return {
    dangerous: are('dangerous'),
    afterSales: are('after-sales'),
    others: are('other', 'settled'),
  };
}
