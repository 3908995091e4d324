import { findCollege, type Register } from '../../domain/colleges/college.ts';
import type { DeliveryAct } from '../../domain/deliveries/delivery.ts';
import type { Reserve } from '../../domain/deliveries/receipt.ts';
import type { Digest } from '../../domain/notifications/digest.ts';
import {
  type ComingDelivery,
  type DeliveryNews,
  deliveriesByConcern,
} from '../../domain/notifications/digest-changes.ts';
import { expectedText, reserveText } from '../deliveries/texts.ts';
import { count, instant, number } from '../format.ts';
import type { Cell, Sheet } from '../model/document.ts';
import type { NoticeSection } from '../model/notification.ts';
import { collegeName, inOrderOfRegister } from './digest-phrases.ts';
import { collegeColumns } from './digest-sheets.ts';

interface DeliverySections {
  readonly exceptions: readonly NoticeSection[];
  readonly reserves: readonly NoticeSection[];
  readonly others: readonly NoticeSection[];
}

type Told = Pick<Digest, 'deliveries' | 'lateDeliveries'>;

/** The deliveries of the night: those that were refused and those that have not come are dealt with first. */
export function deliverySections(
  { deliveries, lateDeliveries }: Told,
  register: Register,
): DeliverySections {
  const inOrder = inOrderOfRegister(deliveries, register);
  const { refused, withReserves, others } = deliveriesByConcern(inOrder);
  const late = inOrderOfRegister(lateDeliveries, register);
  const row = (delivery: ComingDelivery, ...cells: readonly string[]) => [
    collegeName(register, delivery.uai),
    delivery.reference,
    number(delivery.lockers),
    ...cells,
  ];
  return {
    exceptions: section('À traiter d’abord : livraisons refusées ou en retard', [
      ...refused.map((news) => row(news, `Refusée : ${news.receipt?.comment}`)),
      ...late.map((delivery) =>
        row(delivery, `En retard, attendue ${expectedText(delivery.expected)}`),
      ),
    ]),
    reserves: section(
      `SAV « Made in 47 » : ${count(withReserves.length, 'livraison')} avec des réserves`,
      withReserves.map((news) => row(news, reservesCell(news))),
    ),
    others: section(
      'Livraisons',
      others.map((news) => row(news, newsLabels[news.what])),
    ),
  };
}

function section(title: string, rows: readonly (readonly string[])[]): NoticeSection[] {
  const columns = ['Collège', 'Livraison', 'Casiers', 'Ce qui se passe'];
  return rows.length === 0 ? [] : [{ title, table: { columns, rows } }];
}

function reservesCell({ receipt }: DeliveryNews): string {
  return receipt ? receipt.reserves.map((reserve) => reserveText(reserve, receipt)).join(' ') : '';
}

export const newsLabels: Readonly<Record<DeliveryAct, string>> = {
  planned: 'Prévue',
  'on-its-way': 'En route',
  arrived: 'Arrivée',
  received: 'Reçue, sans réserve',
  refused: 'Refusée',
  installed: 'Installée',
  'reserve-lifted': 'Réserve levée',
  closed: 'Terminée',
  postponed: 'Reportée',
  cancelled: 'Annulée',
  'takeback-noted': 'Reprise notée',
};

/** `2 livraisons dont 1 refusée`; nothing where there is none. */
export function deliveriesCount(deliveries: readonly DeliveryNews[]): string | undefined {
  if (deliveries.length === 0) return undefined;
  const told = count(deliveries.length, 'livraison');
  const refused = deliveriesByConcern(deliveries).refused.length;
  if (refused === 0) return told;
  return deliveries.length === 1 ? `${told} refusée` : `${told} dont ${count(refused, 'refusée')}`;
}

/** `1 livraison en retard`; nothing where there is none. */
export function lateCount(late: readonly ComingDelivery[]): string | undefined {
  return late.length > 0 ? `${count(late.length, 'livraison')} en retard` : undefined;
}

/** What wants doing first: what was refused, what has not come, then one row for each réserve, a claim on the workshop. */
export function deliveriesSheet(
  { deliveries, lateDeliveries }: Digest,
  register: Register,
  timeZone: string,
): Sheet {
  const { refused, withReserves, others } = deliveriesByConcern(deliveries);
  const college = ({ uai, reference, lockers, expected }: ComingDelivery): readonly Cell[] => {
    const { name, commune } = findCollege(register, uai) ?? {};
    return [uai, name, commune, reference, lockers, expectedText(expected)];
  };
  const said = ({ at, who }: DeliveryNews): readonly Cell[] => [instant(at, timeZone), who];
  return {
    title: 'Livraisons',
    columns: [
      ...collegeColumns,
      { title: 'Livraison', width: 20 },
      { title: 'Casiers', width: 10 },
      { title: 'Attendue', width: 36 },
      { title: 'Ce qui se passe', width: 22 },
      { title: 'Précision', width: 44 },
      { title: 'Réserve (SAV)', width: 14 },
      { title: 'Casiers en réserve', width: 14 },
      { title: 'Le', width: 24 },
      { title: 'Par', width: 24 },
    ],
    rows: [
      ...refused.map((news) => [
        ...college(news),
        newsLabels.refused,
        news.receipt?.comment,
        ...noReserve,
        ...said(news),
      ]),
      ...lateDeliveries.map((late) => [...college(late), 'En retard']),
      ...withReserves.flatMap((news) =>
        openReservesOf(news).map(({ reserve, text }) => [
          ...college(news),
          'Réserve ouverte',
          text,
          reserve.id,
          reserve.lockersCount,
          ...said(news),
        ]),
      ),
      ...others.map((news) => [
        ...college(news),
        newsLabels[news.what],
        news.note,
        ...noReserve,
        ...said(news),
      ]),
    ],
  };
}

const noReserve: readonly Cell[] = [undefined, undefined];

function openReservesOf({ receipt }: DeliveryNews) {
  if (!receipt) return [];
  const open = receipt.reserves.filter(({ lifted }: Reserve) => !lifted);
  return open.map((reserve) => ({ reserve, text: reserveText(reserve, receipt) }));
}
