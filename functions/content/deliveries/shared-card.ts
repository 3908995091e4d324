import type { College } from '../../domain/colleges/college.ts';
import type { Delivery } from '../../domain/deliveries/delivery.ts';
import { deliveryReference } from '../../domain/reference.ts';
import { deliveryButton, toSite } from '../buttons.ts';
import { collegeTitle, number } from '../format.ts';
import type { CardSetting, SharedCard } from '../model/notification.ts';
import { deliveryPage, deliveryStateLabels, expectedDateText } from './texts.ts';

/** What everybody in a place may know of a delivery: not who signed for it, nor what they wrote. */
export type SharedDelivery = Pick<Delivery, 'uai' | 'id' | 'state' | 'lockers' | 'expected'>;

export function sharedDeliveryCard(
  { delivery, college }: { readonly delivery: SharedDelivery; readonly college: College },
  setting: CardSetting,
): SharedCard {
  const reference = deliveryReference(delivery);
  return {
    title: `Livraison ${reference}`,
    summary: `${collegeTitle(college)}. ${deliveryStateLabels[delivery.state]}.`,
    sections: [
      {
        title: collegeTitle(college),
        facts: [
          { label: deliveryPage.lockers, value: number(delivery.lockers) },
          { label: deliveryPage.expected, value: expectedDateText(delivery.expected) },
        ],
      },
    ],
    actions: [
      deliveryButton(delivery),
      toSite('Voir sur le site', `/livraisons/${reference}`, setting),
    ],
  };
}
