import { type Instant, utcDaysBetween } from '../domain/calendar.ts';
import { type ChangesDay, changesIndex } from './keys.ts';
import type { Item, Table } from './table.ts';

/** Fewer than the connections that a client has: a question that waits for one counts as a server that does not answer. */
const daysAtOnce = 20;

/** The things of one kind last written between both instants, included, the earliest first. Reads nothing else. */
export async function listChanged(
  { query }: Pick<Table, 'query'>,
  dayOf: ChangesDay,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<Item[]> {
  const days = utcDaysBetween(from, until);
  const items: Item[] = [];
  for (let first = 0; first < days.length; first += daysAtOnce) {
    const pages = await Promise.all(
      days.slice(first, first + daysAtOnce).map((day) =>
        query({
          IndexName: changesIndex,
          KeyConditionExpression: 'changedDay = :day AND changedAt BETWEEN :from AND :until',
          values: { ':day': dayOf(day), ':from': from, ':until': until },
        }),
      ),
    );
    items.push(...pages.flat());
  }
  return items;
}
