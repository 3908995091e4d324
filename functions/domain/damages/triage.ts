import { sharedLockers } from '../lockers.ts';
import { plainText } from '../text.ts';
import {
  type Damage,
  type DamagePlace,
  type DamageReport,
  isAfterSales,
  isOpen,
} from './damage.ts';

/** In the order in which damages are dealt with: who may be hurt, then the claims on the workshop. */
const urgencies = ['dangerous', 'after-sales', 'other', 'invalid-transition'] as const;
export type Urgency = (typeof urgencies)[number];

export function urgencyOf(damage: Pick<Damage, 'state' | 'dangerous' | 'maker'>): Urgency {
  if (!isOpen(damage)) return 'invalid-transition';
  if (damage.dangerous) return 'dangerous';
  return isAfterSales(damage) ? 'after-sales' : 'other';
}

/** The most urgent first; among equals the one that has waited longest, and of the settled the last that moved. */
export function compareUrgency(one: Damage, other: Damage): number {
  const [urgency, otherUrgency] = [urgencyOf(one), urgencyOf(other)];
  if (urgency !== otherUrgency) return urgencies.indexOf(urgency) - urgencies.indexOf(otherUrgency);
  return urgency === 'invalid-transition'
    ? lastActAt(other).localeCompare(lastActAt(one))
    : reportedAt(one).localeCompare(reportedAt(other));
}

const reportedAt = ({ journal }: Damage): string => journal[0]?.at ?? '';
const lastActAt = ({ journal }: Damage): string => journal.at(-1)?.at ?? '';

/** Those among `damages` that are open and may well be what this report is about. */
export function overlappingDamages(
  report: DamageReport,
  damages: readonly Damage[],
): readonly Damage[] {
  return damages.filter(
    (damage) =>
      isOpen(damage) && mightBeSamePlace(report, damage) && mightShareLockers(report, damage),
  );
}

/** What one leaves out does not tell two places apart; "bâtiment B" and "B" are one. */
function mightBeSamePlace(one: DamagePlace, other: DamagePlace): boolean {
  return (['building', 'level', 'corridor'] as const).every((name) => {
    const [here, there] = [ownWords(one[name]), ownWords(other[name])];
    return here === '' || there === '' || here === there;
  });
}

function ownWords(place: string): string {
  return plainText(place)
    .replace(/\b(?:batiment|bat|niveau|etage|couloir)\b/g, '')
    .trim();
}

/** Nothing tells apart the lockers of one place that bear no number. */
function mightShareLockers(one: DamageReport, other: DamageReport): boolean {
  const bothUnnumbered = one.lockersUnnumbered > 0 && other.lockersUnnumbered > 0;
  return bothUnnumbered || sharedLockers(one.lockers, other.lockers).length > 0;
}
