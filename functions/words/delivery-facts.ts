import type { Delivery } from '../domain/deliveries/delivery.ts';
import type { Lifting, Receipt } from '../domain/deliveries/receipt.ts';
import type { Takeback } from '../domain/deliveries/takeback.ts';
import { day } from './dates.ts';
import { ownerLabels, routeLabels } from './forms/takeback-form.ts';
import type { Fact } from './notice.ts';
import { number } from './numbers.ts';
import { deliveryPage, expectedText, verdictLabels } from './pages/delivery.ts';

/** What is known of a delivery, beside where it stands. */
export function deliveryFacts(delivery: Delivery): readonly Fact[] {
  const { expected, orderNumber, arrivedOn, installed, lockers } = delivery;
  return [
    { label: deliveryPage.lockers, value: number(lockers) },
    { label: deliveryPage.expected, value: expectedText(expected) },
    ...(orderNumber ? [{ label: deliveryPage.orderNumber, value: orderNumber }] : []),
    ...(arrivedOn ? [{ label: deliveryPage.arrivedOn, value: day(arrivedOn) }] : []),
    ...(installed
      ? [{ label: deliveryPage.installed, value: `le ${day(installed.on)}, par ${installed.team}` }]
      : []),
  ];
}

/** `signedAt`: as people read it. */
export function receiptFacts(receipt: Receipt, signedAt: string): readonly Fact[] {
  const { verdict, counted, announced, arrivedOn, signedName, signedRole, comment } = receipt;
  return [
    { label: 'Décision', value: verdictLabels[verdict] },
    { label: 'Casiers comptés', value: `${number(counted)} sur ${number(announced)} annoncés` },
    { label: deliveryPage.arrivedOn, value: day(arrivedOn) },
    { label: 'Signé par', value: `${signedName}, ${signedRole}` },
    { label: 'Signé le', value: signedAt },
    ...(comment ? [{ label: 'Précision', value: comment }] : []),
  ];
}

export function takebackFacts(takeback: Takeback): readonly Fact[] {
  const { lockers, owner, route, boardActOn, collectedOn, forWelding } = takeback;
  return [
    { label: 'Anciens casiers', value: number(lockers) },
    { label: 'À qui ils sont', value: ownerLabels[owner] },
    { label: 'Sortie d’inventaire', value: routeLabels[route] },
    ...(boardActOn ? [{ label: 'Acte du CA', value: day(boardActOn) }] : []),
    { label: 'Enlevés', value: collectedOn ? `le ${day(collectedOn)}` : 'Pas encore' },
    ...(forWelding > 0
      ? [{ label: 'Pour la formation au soudage', value: number(forWelding) }]
      : []),
  ];
}

/** `Levée le 3 février 2026 à 9 h 12 par Mme Martin : serrures changées.` */
export function liftedText({ who, note }: Lifting, at: string): string {
  const done = note ? ` : ${note}` : '.';
  return `Levée le ${at} par ${who}${done}`;
}
