import { sharedLockers } from '../lockers.ts';
import { plainText } from '../text.ts';
import {
  type Damage,
  type DamagePlace,
  type DamageReport,
  isAfterSales,
  isOpen,
} from './damage.ts';

/** In the order in which damages are handled: first what may hurt people, then the claims on the workshop. */
const urgencies = ['dangerous', 'after-sales', 'other', 'closed'] as const;
export type Urgency = (typeof urgencies)[number];

export function urgencyOf(damage: Pick<Damage, 'state' | 'dangerous' | 'maker'>): Urgency {
  if (!isOpen(damage)) return 'closed';
  if (damage.dangerous) return 'dangerous';
  return isAfterSales(damage) ? 'after-sales' : 'other';
}

/** The most urgent first; among equals the one that has waited longest; closed ones last, the latest act first. */
export function compareUrgency(one: Damage, other: Damage): number {
  const [urgency, otherUrgency] = [urgencyOf(one), urgencyOf(other)];
  if (urgency !== otherUrgency) return urgencies.indexOf(urgency) - urgencies.indexOf(otherUrgency);
  return urgency === 'closed'
    ? lastActAt(other).localeCompare(lastActAt(one))
    : reportedAt(one).localeCompare(reportedAt(other));
}

const reportedAt = ({ journal }: Damage): string => journal[0]?.at ?? '';
const lastActAt = ({ journal }: Damage): string => journal.at(-1)?.at ?? '';

/** The open damages that may be the one that this report describes. */
export function overlappingDamages(
  report: DamageReport,
  damages: readonly Damage[],
): readonly Damage[] {
  return damages.filter(
    (damage) =>
      isOpen(damage) && mightBeSamePlace(report, damage) && mightShareLockers(report, damage),
  );
}

/** A line left empty matches any; "bâtiment B" and "B" are equal. */
function mightBeSamePlace(one: DamagePlace, other: DamagePlace): boolean {
  return (['building', 'level', 'corridor'] as const).every((name) => {
    const [first, second] = [withoutPlaceWords(one[name]), withoutPlaceWords(other[name])];
    return first === '' || second === '' || first === second;
  });
}

function withoutPlaceWords(place: string): string {
  return plainText(place)
    .replace(/\b(?:batiment|bat|niveau|etage|couloir)\b/g, '')
    .trim();
}

/** Lockers without numbers at the same place cannot be told apart, so they may be the same ones. */
function mightShareLockers(one: DamageReport, other: DamageReport): boolean {
  const bothUnnumbered = one.lockersUnnumbered > 0 && other.lockersUnnumbered > 0;
  return bothUnnumbered || sharedLockers(one.lockers, other.lockers).length > 0;
}
