import {
  type Delivery,
  isReceivable,
  openReserves,
  receiptOf,
} from '../../domain/deliveries/delivery.ts';
import type { NotificationContent } from '../../domain/notifications/notification.ts';
import { deliveryReference } from '../../domain/reference.ts';
import { count } from '../format.ts';
import type {
  NotificationAction,
  NotificationBody,
  NotificationSection,
  PersonSetting,
} from '../model/notification.ts';
import {
  deliveryFacts,
  deliveryPage,
  deliveryStateText,
  expectedDateText,
  reserveText,
  verdictLabels,
} from './texts.ts';

type AboutDelivery = Extract<NotificationContent, { kind: 'delivery' }>;
type Body = Omit<NotificationBody, 'footer'>;

/** What a collège receives after an act on a delivery. */
export function deliveryNotification(message: AboutDelivery, setting: PersonSetting): Body {
  const { delivery, college } = message;
  const { title, text } = textOf(message);
  return {
    title: `${title}\u00a0: ${deliveryReference(delivery)}`,
    summary: `${college.name}, ${college.commune}\u00a0: ${text}`,
    sections: [
      { title: deliveryPage.what, facts: deliveryFacts(delivery) },
      ...noteOf(message),
      ...reservesOf(delivery),
    ],
    actions: actionsOf(delivery, setting),
  };
}

function textOf({ what, delivery }: AboutDelivery): {
  readonly title: string;
  readonly text: string;
} {
  const lockers = count(delivery.lockers, 'casier');
  const when = expectedDateText(delivery.expected);
  switch (what) {
    case 'planned':
      return isFirstPlan(delivery)
        ? {
            title: 'Livraison prévue',
            text: `${lockers} «\u00a0Made in 47\u00a0» vous seront livrés ${when}.`,
          }
        : {
            title: 'Nouvelle date de livraison',
            text: `vos ${lockers} «\u00a0Made in 47\u00a0» vous seront livrés ${when}.`,
          };
    case 'on-its-way':
      return {
        title: 'Vos casiers sont en route',
        text: `${lockers} «\u00a0Made in 47 », attendus ${when}.`,
      };
    case 'arrived':
      return {
        title: 'Vos casiers sont arrivés',
        text: `${lockers} «\u00a0Made in 47 ». Comptez-les, puis remplissez le bon de réception\u00a0: vous pouvez le faire sur un téléphone.`,
      };
    case 'received':
    case 'refused':
      return receivedTextOf(delivery);
    case 'installed':
      return { title: 'Vos casiers sont installés', text: deliveryStateText(delivery) };
    case 'closed':
      return {
        title: 'Livraison terminée',
        text: `vos ${lockers} «\u00a0Made in 47\u00a0» sont en place, et rien n’est plus à lever.`,
      };
    case 'reserve-lifted':
      return { title: 'Réserve levée', text: liftedText(delivery) };
    case 'postponed':
      return { title: 'Livraison reportée', text: 'une nouvelle date vous sera donnée.' };
    case 'cancelled':
      return {
        title: 'Livraison annulée',
        text: `${lockers} «\u00a0Made in 47\u00a0» ne vous seront pas livrés.`,
      };
    case 'takeback-noted':
      return { title: deliveryPage.takeback, text: deliveryStateText(delivery) };
  }
}

function isFirstPlan({ journal }: Delivery): boolean {
  return journal.length === 1;
}

function receivedTextOf({ receipts }: Delivery) {
  const receipt = receipts.at(-1);
  const title = receipt ? verdictLabels[receipt.verdict] : deliveryPage.receipt;
  const next =
    receipt?.verdict === 'refused' ? ' Le Département vous donnera une nouvelle date.' : '';
  return { title, text: `le bon de réception est signé par ${receipt?.signedName}.${next}` };
}

function liftedText(delivery: Delivery): string {
  const open = openReserves(delivery).length;
  return open === 0
    ? 'le Département a levé la dernière réserve.'
    : `le Département a levé une réserve, il en reste ${open}.`;
}

function noteOf({ what, delivery }: AboutDelivery): NotificationSection[] {
  const note = delivery.journal.findLast((entry) => entry.what === what)?.note;
  if (!note) return [];
  const isReason = what === 'postponed' || what === 'cancelled' || what === 'refused';
  return [{ title: isReason ? 'Pourquoi' : 'À savoir', text: note }];
}

function reservesOf(delivery: Delivery): NotificationSection[] {
  const receipt = receiptOf(delivery);
  const open = openReserves(delivery);
  if (!receipt || open.length === 0) return [];
  const reserveTexts = open.map((reserve) => reserveText(reserve, receipt));
  return [{ title: `${count(open.length, 'réserve')} à lever`, text: reserveTexts.join('\n') }];
}

function actionsOf(delivery: Delivery, { siteUrl }: PersonSetting): NotificationAction[] {
  const { uai, id } = delivery;
  const page = `${siteUrl}/livraisons/${deliveryReference(delivery)}`;
  const see: NotificationAction = {
    label: deliveryPage.see,
    url: page,
    intent: { kind: 'delivery', uai, id },
  };
  const isHere = delivery.state === 'arrived' || delivery.state === 'installed';
  if (!isHere || !isReceivable(delivery)) return [see];
  const receive: NotificationAction = {
    label: deliveryPage.receive,
    url: `${page}/reception`,
    intent: { kind: 'receive', uai, id },
    weight: 'main',
  };
  return [receive, see];
}
