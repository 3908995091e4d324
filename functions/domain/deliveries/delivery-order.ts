import type { Day } from '../calendar.ts';
import { type Delivery, isLate, openReserves } from './delivery.ts';

/** In the order in which deliveries are dealt with. */
const concerns = ['postponed', 'late', 'reserves', 'under-way', 'over'] as const;
type Concern = (typeof concerns)[number];

function concernOf(delivery: Delivery, today: Day): Concern {
  const { state } = delivery;
  if (state === 'closed' || state === 'cancelled') return 'over';
  if (state === 'postponed') return 'postponed';
  if (isLate(delivery, today)) return 'late';
  return openReserves(delivery).length > 0 ? 'reserves' : 'under-way';
}

/** What wants doing first; among equals the earliest, and of those that are over the last. */
export function compareDeliveries(one: Delivery, other: Delivery, today: Day): number {
  const [concern, otherConcern] = [concernOf(one, today), concernOf(other, today)];
  if (concern !== otherConcern) return concerns.indexOf(concern) - concerns.indexOf(otherConcern);
  return concern === 'over'
    ? other.expected.to.localeCompare(one.expected.to)
    : one.expected.to.localeCompare(other.expected.to);
}
