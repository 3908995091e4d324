import type { Damage } from '../../domain/damages/damage.ts';
import { isFull } from '../../domain/damages/photo.ts';
import type { KnownPerson } from '../../domain/people/person.ts';
import type { Clock, DamageStore } from '../ports.ts';

export interface RecentDamagesDeps {
  readonly damages: Pick<DamageStore, 'listOf'>;
  readonly clock: Pick<Clock, 'now'>;
}

export type RecentDamages = (by: KnownPerson) => Promise<readonly Damage[]>;

/** Whoever reported something goes on thinking of it for as long. */
const recentMilliseconds = 30 * 60_000;

/** What somebody reported just now and may still add photos to; of each collège the last first. */
export function makeRecentDamages({ damages, clock }: RecentDamagesDeps): RecentDamages {
  const isRecent = ({ journal: [reported] }: Damage): boolean =>
    reported !== undefined && clock.now().getTime() - Date.parse(reported.at) <= recentMilliseconds;

  return async ({ boundTo, mail }) => {
    const all = await Promise.all(boundTo.map((uai) => damages.listOf(uai)));
    return all
      .flat()
      .filter(
        (damage) =>
          damage.reportedBy === mail && isRecent(damage) && !isFull({ ...damage, isOver: false }),
      );
  };
}
