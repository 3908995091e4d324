import { findCollege, type Register } from '../../domain/colleges/college.ts';
import type { DeliveryAct } from '../../domain/deliveries/delivery.ts';
import type { Reserve } from '../../domain/deliveries/receipt.ts';
import type { Digest } from '../../domain/notifications/digest.ts';
import {
  type ComingDelivery,
  type DeliveryDigestItem,
  deliveriesByConcern,
} from '../../domain/notifications/digest-changes.ts';
import { expectedDateText, reserveText } from '../deliveries/texts.ts';
import { count, instant, number } from '../format.ts';
import type { Cell, Sheet } from '../model/document.ts';
import type { NotificationSection } from '../model/notification.ts';
import { collegeName, inOrderOfRegister } from './digest-phrases.ts';
import { collegeColumns } from './digest-sheets.ts';

interface DeliverySections {
  readonly exceptions: readonly NotificationSection[];
  readonly reserves: readonly NotificationSection[];
  readonly others: readonly NotificationSection[];
}

type ReportedDeliveries = Pick<Digest, 'deliveries' | 'lateDeliveries'>;

export function deliverySections(
  { deliveries, lateDeliveries }: ReportedDeliveries,
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
    exceptions: section('À traiter d’abord\u00a0: livraisons refusées ou en retard', [
      ...refused.map((delivery) => row(delivery, `Refusée\u00a0: ${delivery.receipt?.comment}`)),
      ...late.map((delivery) =>
        row(delivery, `En retard, attendue ${expectedDateText(delivery.expected)}`),
      ),
    ]),
    reserves: section(
      `SAV «\u00a0Made in 47\u00a0»\u00a0: ${count(withReserves.length, 'livraison')} avec des réserves`,
      withReserves.map((delivery) => row(delivery, reservesCell(delivery))),
    ),
    others: section(
      'Livraisons',
      others.map((delivery) => row(delivery, deliveryActLabels[delivery.what])),
    ),
  };
}

function section(title: string, rows: readonly (readonly string[])[]): NotificationSection[] {
  const columns = ['Collège', 'Livraison', 'Casiers', 'Ce qui se passe'];
  return rows.length === 0 ? [] : [{ title, table: { columns, rows } }];
}

function reservesCell({ receipt }: DeliveryDigestItem): string {
  return receipt ? receipt.reserves.map((reserve) => reserveText(reserve, receipt)).join(' ') : '';
}

export const deliveryActLabels: Readonly<Record<DeliveryAct, string>> = {
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

/** `2 livraisons dont 1 refusée`. */
export function deliveriesCount(deliveries: readonly DeliveryDigestItem[]): string | undefined {
  if (deliveries.length === 0) return undefined;
  const total = count(deliveries.length, 'livraison');
  const refused = deliveriesByConcern(deliveries).refused.length;
  if (refused === 0) return total;
  return deliveries.length === 1
    ? `${total} refusée`
    : `${total} dont ${count(refused, 'refusée')}`;
}

/** `1 livraison en retard`. */
export function lateCount(late: readonly ComingDelivery[]): string | undefined {
  return late.length > 0 ? `${count(late.length, 'livraison')} en retard` : undefined;
}

/** In the order of the sections of the digest, with one row per open réserve: each is a claim on the workshop. */
export function deliveriesSheet(
  { deliveries, lateDeliveries }: Digest,
  register: Register,
  timeZone: string,
): Sheet {
  const { refused, withReserves, others } = deliveriesByConcern(deliveries);
  const college = ({ uai, reference, lockers, expected }: ComingDelivery): readonly Cell[] => {
    const { name, commune } = findCollege(register, uai) ?? {};
    return [uai, name, commune, reference, lockers, expectedDateText(expected)];
  };
  const actCells = ({ at, who }: DeliveryDigestItem): readonly Cell[] => [
    instant(at, timeZone),
    who,
  ];
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
      ...refused.map((delivery) => [
        ...college(delivery),
        deliveryActLabels.refused,
        delivery.receipt?.comment,
        ...noReserve,
        ...actCells(delivery),
      ]),
      ...lateDeliveries.map((late) => [...college(late), 'En retard']),
      ...withReserves.flatMap((delivery) =>
        openReservesOf(delivery).map(({ reserve, text }) => [
          ...college(delivery),
          'Réserve ouverte',
          text,
          reserve.id,
          reserve.lockersCount,
          ...actCells(delivery),
        ]),
      ),
      ...others.map((delivery) => [
        ...college(delivery),
        deliveryActLabels[delivery.what],
        delivery.note,
        ...noReserve,
        ...actCells(delivery),
      ]),
    ],
  };
}

const noReserve: readonly Cell[] = [undefined, undefined];

function openReservesOf({ receipt }: DeliveryDigestItem) {
  if (!receipt) return [];
  const open = receipt.reserves.filter(({ lifted }: Reserve) => !lifted);
  return open.map((reserve) => ({ reserve, text: reserveText(reserve, receipt) }));
}
