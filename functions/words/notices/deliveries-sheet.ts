import { findCollege, type Register } from '../../domain/colleges/college.ts';
import {
  type ComingDelivery,
  type DeliveryNews,
  deliveriesByConcern,
} from '../../domain/deliveries/delivery-news.ts';
import type { Reserve } from '../../domain/deliveries/receipt.ts';
import type { Digest } from '../../domain/notices/digest.ts';
import { instant } from '../dates.ts';
import { expectedText, reserveText } from '../pages/delivery.ts';
import type { Cell, Sheet } from '../sheet.ts';
import { newsLabels } from './delivery-sections.ts';
import { collegeColumns } from './digest-sheets.ts';

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
