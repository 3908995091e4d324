import type { College } from '../../domain/colleges/college.ts';
import {
  type Delivery,
  isReceivable,
  openReserves,
  receiptOf,
} from '../../domain/deliveries/delivery.ts';
import { canActFor, type Person } from '../../domain/people/person.ts';
import { deliveryReference } from '../../domain/reference.ts';
import { receiveButton, statusButton, toSite } from '../buttons.ts';
import { collegeTitle, instant, number } from '../format.ts';
import type {
  Card,
  CardSetting,
  Fact,
  NotificationAction,
  NotificationSection,
} from '../model/notification.ts';
import {
  deliveryJournalLine,
  deliveryPage,
  deliveryStateText,
  expectedDateText,
  reserveText,
  verdictLabels,
} from './texts.ts';

interface AboutDelivery {
  readonly delivery: Delivery;
  readonly college: College;
  readonly by: Person;
  /** Confirms what was just recorded. */
  readonly done?: string | undefined;
}

export const deliveryDone = {
  received: 'C’est fait\u00a0: le bon de réception est signé et enregistré.',
  /** For the second of two people who sign. */
  notReceivable: 'Rien n’a été enregistré\u00a0: il n’y a plus rien à signer pour cette livraison.',
};

export function deliveryCard(about: AboutDelivery, setting: CardSetting): Card {
  const { delivery, college, by, done } = about;
  const state = deliveryStateText(delivery);
  return {
    title: `Livraison ${deliveryReference(delivery)}`,
    summary: done ? `${done} ${state}` : `${collegeTitle(college)}. ${state}`,
    sections: [
      { title: collegeTitle(college), facts: factsOf(delivery) },
      ...reserves(delivery),
      history(delivery, setting),
    ],
    actions: actions(delivery, by, setting),
  };
}

function factsOf(delivery: Delivery): readonly Fact[] {
  const { lockers, expected, orderNumber } = delivery;
  const receipt = receiptOf(delivery);
  return [
    { label: deliveryPage.lockers, value: number(lockers) },
    { label: deliveryPage.expected, value: expectedDateText(expected) },
    ...(orderNumber ? [{ label: deliveryPage.orderNumber, value: orderNumber }] : []),
    ...(receipt
      ? [
          {
            label: deliveryPage.receipt,
            value: `${verdictLabels[receipt.verdict]} – ${receipt.signedName}, ${receipt.signedRole}`,
          },
        ]
      : []),
  ];
}

function reserves(delivery: Delivery): readonly NotificationSection[] {
  const receipt = receiptOf(delivery);
  const lines = receipt
    ? openReserves(delivery).map((reserve) => reserveText(reserve, receipt))
    : [];
  return lines.length > 0 ? [{ title: deliveryPage.reserves, text: lines.join('\n') }] : [];
}

function history({ journal }: Delivery, { timeZone }: CardSetting): NotificationSection {
  const lines = journal
    .slice(-5)
    .map((entry) => deliveryJournalLine(instant(entry.at, timeZone), entry));
  return { title: deliveryPage.history, text: lines.join('\n') };
}

function actions(
  delivery: Delivery,
  by: Person,
  setting: CardSetting,
): readonly NotificationAction[] {
  const { uai } = delivery;
  const path = `/livraisons/${deliveryReference(delivery)}`;
  return [
    ...(canActFor(by, uai) && isReceivable(delivery) ? [receiveButton(delivery)] : []),
    statusButton(uai),
    toSite(
      canAddPhotos(delivery, by) ? 'Ajouter des photos sur le site' : 'Voir sur le site',
      path,
      setting,
    ),
  ];
}

/** Photos of réserves are added on the site only: see docs/decisions/0016-a-refused-delivery-is-planned-again.md. */
function canAddPhotos(delivery: Delivery, by: Person): boolean {
  return canActFor(by, delivery.uai) && openReserves(delivery).length > 0;
}
