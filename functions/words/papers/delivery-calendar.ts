import type { College } from '../../domain/colleges/college.ts';
import type { Delivery, Slot } from '../../domain/deliveries/delivery.ts';
import { deliveryReference } from '../../domain/deliveries/delivery-reference.ts';
import type { DeliveryCalendar } from '../../use-cases/deliveries/open-calendar.ts';
import type { Calendar, CalendarEvent } from '../calendar.ts';
import { count } from '../numbers.ts';
import { deliveryPage, deliveryStateLabels, deliveryStateText } from '../pages/delivery.ts';

interface CalendarSetting {
  readonly departementName: string;
  readonly timeZone: string;
  /** Without a slash at its end. */
  readonly url: string;
}

/** Half a day, as a collège that is open keeps it. */
const slotHours: Readonly<Record<Slot, { readonly from: number; readonly to: number }>> = {
  morning: { from: 8 * 60, to: 12 * 60 },
  afternoon: { from: 13 * 60 + 30, to: 17 * 60 + 30 },
};

/** The deliveries of one collège, or of all, as a calendar to follow. */
export function deliveryCalendar(
  { college, rows }: DeliveryCalendar,
  { departementName, timeZone, url }: CalendarSetting,
): Calendar {
  return {
    name: `Casiers : livraisons, ${college?.name ?? departementName}`,
    timeZone,
    events: rows.map(({ delivery, college: where }) => eventOf(delivery, where, url)),
  };
}

function eventOf(delivery: Delivery, college: College, siteUrl: string): CalendarEvent {
  const { state, expected, arrivedOn, lockers, orderNumber, version, journal } = delivery;
  const reference = deliveryReference(delivery);
  const { slot, ...days } = arrivedOn ? { from: arrivedOn, to: arrivedOn } : expected;
  const label = state === 'planned' ? '' : ` (${deliveryStateLabels[state].toLowerCase()})`;
  return {
    uid: `${reference}@${new URL(siteUrl).hostname}`,
    sequence: version,
    changedAt: journal.at(-1)?.at ?? `${expected.from}T00:00:00.000Z`,
    ...days,
    hours: slot && slotHours[slot],
    status: statusOf(delivery),
    summary: `Livraison de ${count(lockers, 'casier')}, ${college.name}${label}`,
    description: [
      deliveryStateText(delivery),
      ...(orderNumber ? [`${deliveryPage.orderNumber} : ${orderNumber}`] : []),
      reference,
    ].join('\n'),
    place: [college.name, college.street, `${college.postcode} ${college.commune}`]
      .filter(Boolean)
      .join(', '),
    url: `${siteUrl}/livraisons/${reference}`,
  };
}

/** What is put off, or is to come within a stretch of days, holds no day yet. */
function statusOf({ state, expected }: Delivery): CalendarEvent['status'] {
  if (state === 'cancelled') return 'CANCELLED';
  const isOpen = state === 'planned' && expected.from !== expected.to;
  return state === 'postponed' || isOpen ? 'TENTATIVE' : 'CONFIRMED';
}
