import { type Instant, utcDaysBetween } from '../domain/calendar.ts';
import { type ChangesDay, changesIndex } from './keys.ts';
import type { Item, Table } from './table.ts';

/** The things of one kind last written between both instants, included, the earliest first. Reads nothing else. */
export async function listChanged(
  table: Table,
  dayOf: ChangesDay,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<Item[]> {
  const pages = await Promise.all(
    utcDaysBetween(from, until).map((day) =>
      table.query({
        IndexName: changesIndex,
        KeyConditionExpression: 'changedDay = :day AND changedAt BETWEEN :from AND :until',
        values: { ':day': dayOf(day), ':from': from, ':until': until },
      }),
    ),
  );
  return pages.flat();
}
