import {
  type Delivery,
  type DeliveryAct,
  type DeliveryEntry,
  type DeliveryState,
  type ExpectedDate,
  openReserves,
  type Slot,
} from '../../domain/deliveries/delivery.ts';
import type { Lifting, Receipt, Reserve, Verdict } from '../../domain/deliveries/receipt.ts';
import type { Takeback } from '../../domain/deliveries/takeback.ts';
import { deliveryLabels } from '../buttons.ts';
import { lockersText, partsText } from '../damages/texts.ts';
import { channelLabels } from '../declarations/texts.ts';
import { count, day, dayOfWeek, number, period } from '../format.ts';
import type { Fact } from '../model/notification.ts';
import { ownerLabels, routeLabels } from './forms.ts';

export const deliveryPage = {
  lockers: 'Casiers «\u00a0Made in 47\u00a0»',
  expected: 'Livraison',
  orderNumber: 'Bon de commande',
  arrivedOn: 'Arrivés le',
  installed: 'Installés',
  history: 'Historique',
  what: 'La livraison',
  receive: deliveryLabels.receive,
  receipt: 'Bon de réception',
  reserves: 'Réserves',
  takeback: 'Reprise des anciens casiers',
  see: deliveryLabels.see,
};

/** Texts that only the site shows. */
export const deliverySite = {
  reference: 'Référence',
  receiveNow: 'Les casiers sont déjà là\u00a0? Remplir le bon',
  statusUpdate: 'Mettre la livraison à jour',
  updateButton: 'Enregistrer et prévenir le collège',
  download: 'Télécharger le bon (PDF)',
  reservesHint:
    'Chaque réserve est aussi une demande de SAV à l’atelier. Elle reste ouverte jusqu’à ce que le Département la lève.',
  addPhoto: (id: string) => `Ajouter une photo à la réserve ${id}`,
  lift: (id: string) => `Lever la réserve ${id}`,
  liftButton: 'Lever la réserve et prévenir le collège',
  toLift: 'Pas encore levée.',
  signedOn: (by: string, channel: string) => `Envoyé par ${by}, ${channel}.`,
  noTakeback: 'Rien n’a encore été noté.',
  noteTakeback: 'Noter la reprise',
  changeTakeback: 'Modifier la reprise',
  saveTakeback: 'Enregistrer la reprise',
  back: 'Revenir au dossier du collège',
};

export const deliveryStateLabels: Readonly<Record<DeliveryState, string>> = {
  planned: 'Prévue',
  postponed: 'Reportée',
  'on-its-way': 'En route',
  arrived: 'Arrivée',
  installed: 'Installée',
  closed: 'Terminée',
  cancelled: 'Annulée',
};

export const slotLabels: Readonly<Record<Slot, string>> = {
  morning: 'le matin',
  afternoon: 'l’après-midi',
};

export const verdictLabels: Readonly<Record<Verdict, string>> = {
  accepted: 'Livraison acceptée',
  'with-reserves': 'Livraison acceptée avec des réserves',
  refused: 'Livraison refusée',
};

/** `le mardi 20 janvier 2026, le matin`; `entre le … et le …`. */
export function expectedDateText({ from, to, slot }: ExpectedDate): string {
  if (from !== to) return period({ from, to });
  return [`le ${dayOfWeek(from)}`, ...(slot ? [slotLabels[slot]] : [])].join(', ');
}

export function deliveryTitle({ lockers }: Pick<Delivery, 'lockers'>): string {
  return `Livraison\u00a0: ${count(lockers, 'casier')}`;
}

/** The state in one line: `Prévue le mardi 20 janvier 2026, le matin.` */
export function deliveryStateText(delivery: Delivery): string {
  const { state, expected, arrivedOn, installed, journal } = delivery;
  const label = deliveryStateLabels[state];
  const reason = journal.findLast(({ note }) => note)?.note;
  const because = reason ? `\u00a0: ${reason}` : '';
  switch (state) {
    case 'planned':
    case 'on-its-way':
      return `${label}${state === 'planned' ? ' ' : ', attendue '}${expectedDateText(expected)}.`;
    case 'arrived':
      return `${label} ${arrivedOn ? `le ${day(arrivedOn)}` : period(expected)}${reservesTail(delivery)}.`;
    case 'installed':
      return `${label}${installed ? ` le ${day(installed.on)}` : ''}${reservesTail(delivery)}.`;
    case 'closed':
      return `${label}${installed ? `, installée le ${day(installed.on)}` : ''}.`;
    case 'postponed':
      return journal.at(-1)?.what === 'refused'
        ? `Refusée par le collège${because}. Une nouvelle date vous sera donnée.`
        : `${label}${because}. Une nouvelle date vous sera donnée.`;
    case 'cancelled':
      return `${label}${because}.`;
  }
}

function reservesTail(delivery: Delivery): string {
  const open = openReserves(delivery).length;
  return open > 0 ? `, ${count(open, 'réserve')} à lever` : '';
}

/** `48 casiers « Made in 47 » : livraison arrivée le 17 décembre 2025.` */
export function deliveryLine(delivery: Delivery): string {
  const text = deliveryStateText(delivery);
  const state = `livraison ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
  return `${count(delivery.lockers, 'casier')} «\u00a0Made in 47\u00a0»\u00a0: ${state}`;
}

/** The defect in one line: `3 casiers : 12-14. Serrure. La serrure tourne dans le vide.` */
export function reserveText(
  reserve: Reserve,
  { announced, counted }: Pick<Receipt, 'announced' | 'counted'>,
): string {
  if (reserve.about === 'count') {
    const [one, several] =
      counted < announced
        ? ['casier manque', 'casiers manquent']
        : ['casier de trop', 'casiers de trop'];
    return `${count(reserve.lockersCount, one, several)}.`;
  }
  const { parts, description } = reserve;
  const sentences = [lockersText(reserve), partsText(parts), description].filter(Boolean);
  return sentences.map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`)).join(' ');
}

const actLabels: Readonly<Record<DeliveryAct, string>> = {
  planned: 'livraison prévue par',
  'on-its-way': 'livraison en route, selon',
  arrived: 'livraison arrivée, selon',
  received: 'bon de réception signé par',
  refused: 'livraison refusée par',
  installed: 'casiers installés, selon',
  'reserve-lifted': 'réserve levée par',
  closed: 'livraison terminée, selon',
  postponed: 'livraison reportée par',
  cancelled: 'livraison annulée par',
  'takeback-noted': 'reprise des anciens casiers notée par',
};

/** `14 janvier 2026 à 9 h 12 : livraison prévue par Mme Martin, sur le site` */
export function deliveryJournalLine(when: string, entry: DeliveryEntry): string {
  const { what, who, channel, reserveId } = entry;
  const reserve = reserveId ? ` (${reserveId})` : '';
  return `${when}\u00a0: ${actLabels[what]} ${who}, ${channelLabels[channel]}${reserve}`;
}

/** The facts of a delivery beside its state. */
export function deliveryFacts(delivery: Delivery): readonly Fact[] {
  const { expected, orderNumber, arrivedOn, installed, lockers } = delivery;
  return [
    { label: deliveryPage.lockers, value: number(lockers) },
    { label: deliveryPage.expected, value: expectedDateText(expected) },
    ...(orderNumber ? [{ label: deliveryPage.orderNumber, value: orderNumber }] : []),
    ...(arrivedOn ? [{ label: deliveryPage.arrivedOn, value: day(arrivedOn) }] : []),
    ...(installed
      ? [{ label: deliveryPage.installed, value: `le ${day(installed.on)}, par ${installed.team}` }]
      : []),
  ];
}

/** `signedAt`: already formatted. */
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
  const done = note ? `\u00a0: ${note}` : '.';
  return `Levée le ${at} par ${who}${done}`;
}
