import { plainText } from '../plain-text.ts';
import { type Damage, type DamagePlace, type DamageReport, isOpen } from './damage.ts';
import { sharedLockers } from './locker-ranges.ts';

/** Those among `damages` that are open and may well be what this report is about. */
export function overlappingDamages(
  report: DamageReport,
  damages: readonly Damage[],
): readonly Damage[] {
  return damages.filter(
    (damage) => isOpen(damage) && mayBeSamePlace(report, damage) && mayShareLockers(report, damage),
  );
}

/** What one leaves out does not tell two places apart; "bâtiment B" and "B" are one. */
function mayBeSamePlace(one: DamagePlace, other: DamagePlace): boolean {
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
function mayShareLockers(one: DamageReport, other: DamageReport): boolean {
  const bothUnnumbered = one.lockersUnnumbered > 0 && other.lockersUnnumbered > 0;
  return bothUnnumbered || sharedLockers(one.lockers, other.lockers).length > 0;
}
