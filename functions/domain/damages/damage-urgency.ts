import { type Damage, isOpen } from './damage.ts';

/** In the order in which damages are dealt with: who may be hurt, then the claims on the workshop. */
const urgencies = ['dangerous', 'after-sales', 'other', 'settled'] as const;
export type Urgency = (typeof urgencies)[number];

export function urgencyOf(damage: Pick<Damage, 'state' | 'dangerous' | 'made'>): Urgency {
  if (!isOpen(damage)) return 'settled';
  if (damage.dangerous) return 'dangerous';
  return damage.made === 'made-in-47' ? 'after-sales' : 'other';
}

/** The most urgent first; among equals the one that has waited longest, and of the settled the last that moved. */
export function compareUrgency(one: Damage, other: Damage): number {
  const [urgency, otherUrgency] = [urgencyOf(one), urgencyOf(other)];
  if (urgency !== otherUrgency) return urgencies.indexOf(urgency) - urgencies.indexOf(otherUrgency);
  return urgency === 'settled'
    ? lastActAt(other).localeCompare(lastActAt(one))
    : reportedAt(one).localeCompare(reportedAt(other));
}

const reportedAt = ({ journal }: Damage): string => journal[0]?.at ?? '';
const lastActAt = ({ journal }: Damage): string => journal.at(-1)?.at ?? '';
