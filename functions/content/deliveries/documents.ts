import type { College } from '../../domain/colleges/college.ts';
import type { Delivery, Slot } from '../../domain/deliveries/delivery.ts';
import type { Receipt } from '../../domain/deliveries/receipt.ts';
import type { DeliveryCalendarFeed } from '../../domain/read-models/lists.ts';
import { deliveryReference } from '../../domain/reference.ts';
import { channelLabels } from '../declarations/texts.ts';
import { count, instant } from '../format.ts';
import type { CalendarEvent, CalendarFeed, Document, DocumentSection } from '../model/document.ts';
import { collegePage, site } from '../site.ts';
import {
  deliveryFacts,
  deliveryPage,
  deliverySite,
  deliveryStateLabels,
  deliveryStateText,
  liftedText,
  receiptFacts,
  reserveText,
  deliveryPage as texts,
} from './texts.ts';

export interface ReceiptDocumentSetting {
  readonly departementName: string;
  readonly serviceName: string;
  readonly serviceMail: string;
  readonly timeZone: string;
}

interface SignedDelivery {
  readonly delivery: Delivery;
  readonly receipt: Receipt;
  readonly college: College;
}

/** The bon de réception. */
export function receiptDocument(
  { delivery, receipt, college }: SignedDelivery,
  { departementName, serviceName, serviceMail, timeZone }: ReceiptDocumentSetting,
): Document {
  const signedAt = instant(receipt.signedAt, timeZone);
  const lastLifted = receipt.reserves
    .flatMap(({ lifted }) => lifted?.at ?? [])
    .toSorted()
    .at(-1);
  return {
    title: texts.receipt,
    from: [site.name, site.departement(departementName)],
    reference: { label: deliverySite.reference, value: deliveryReference(delivery) },
    introduction: [
      `${college.name}, ${college.commune}. ${collegePage.uai}\u00a0: ${college.uai}.`,
      deliverySite.signedOn(receipt.by, channelLabels[receipt.channel]),
    ],
    sections: [
      { title: texts.receipt, facts: receiptFacts(receipt, signedAt) },
      ...reservesOf(receipt, timeZone),
      { title: texts.what, facts: deliveryFacts(delivery) },
    ],
    footer: `${site.departement(departementName)}, ${serviceName} – ${serviceMail}`,
    madeAt: lastLifted ?? receipt.signedAt,
  };
}

function reservesOf(receipt: Receipt, timeZone: string): DocumentSection[] {
  if (receipt.reserves.length === 0) return [];
  const facts = receipt.reserves.map((reserve) => {
    const { id, lifted, photos } = reserve;
    const shown = photos.filter(({ state }) => state === 'ready').length;
    const photoCount = shown > 0 ? ` ${count(shown, 'photo')}.` : '';
    const after = lifted ? liftedText(lifted, instant(lifted.at, timeZone)) : deliverySite.toLift;
    return { label: id, value: `${reserveText(reserve, receipt)}${photoCount} ${after}` };
  });
  return [{ title: texts.reserves, facts }];
}

/** `bon-L-0470678G-7F3K2M-1.pdf` */
export const receiptFileName = (reference: string, number: number) =>
  `bon-${reference}-${number}.pdf`;

interface CalendarFeedSetting {
  readonly departementName: string;
  readonly timeZone: string;
  /** Without a trailing slash. */
  readonly url: string;
}

/** Half-days in the opening hours of collèges, as minutes since midnight. */
const slotHours: Readonly<Record<Slot, { readonly from: number; readonly to: number }>> = {
  morning: { from: 8 * 60, to: 12 * 60 },
  afternoon: { from: 13 * 60 + 30, to: 17 * 60 + 30 },
};

export function deliveryCalendarFeed(
  { college, rows }: DeliveryCalendarFeed,
  { departementName, timeZone, url }: CalendarFeedSetting,
): CalendarFeed {
  return {
    name: `Casiers\u00a0: livraisons, ${college?.name ?? departementName}`,
    timeZone,
    events: rows.map((row) => eventOf(row.delivery, row.college, url)),
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
      ...(orderNumber ? [`${deliveryPage.orderNumber}\u00a0: ${orderNumber}`] : []),
      reference,
    ].join('\n'),
    place: [college.name, college.street, `${college.postcode} ${college.commune}`]
      .filter(Boolean)
      .join(', '),
    url: `${siteUrl}/livraisons/${reference}`,
  };
}

/** Tentative: postponed, or planned without a fixed day. */
function statusOf({ state, expected }: Delivery): CalendarEvent['status'] {
  if (state === 'cancelled') return 'CANCELLED';
  const isOpen = state === 'planned' && expected.from !== expected.to;
  return state === 'postponed' || isOpen ? 'TENTATIVE' : 'CONFIRMED';
}
