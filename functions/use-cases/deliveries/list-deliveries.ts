import type { College } from '../../domain/colleges/college.ts';
import {
  type Delivery,
  type DeliveryState,
  isLate,
  openReserves,
} from '../../domain/deliveries/delivery.ts';
import { compareDeliveries } from '../../domain/deliveries/delivery-order.ts';
import { type TakebackTotals, takebackTotals } from '../../domain/deliveries/takeback.ts';
import { isEducation, type Person } from '../../domain/people/person.ts';
import type { Clock, DeliveryStore, DepartementStore } from '../ports.ts';

/** `under-way`: neither closed nor cancelled. `late`: to come, and the day is over. `reserves`: something is to be lifted. */
export type DeliveryFilter = 'under-way' | 'late' | 'reserves' | DeliveryState;

export interface DeliveryRow {
  readonly college: College;
  readonly delivery: Delivery;
}

export interface DeliveriesView {
  /** What wants doing first: refused or put off, late, then by day. */
  readonly rows: readonly DeliveryRow[];
  /** How many there are, whatever was asked for. */
  readonly count: (filter: DeliveryFilter) => number;
  readonly totals: DeliveryTotals;
}

/** Of all the deliveries, whatever was asked for. */
export interface DeliveryTotals {
  readonly lockersToCome: number;
  readonly lockersReceived: number;
  readonly openReserves: number;
  readonly takebacks: TakebackTotals;
}

/** `undefined`: not of the service Éducation. */
export type ListDeliveries = (
  by: Person,
  filter: DeliveryFilter,
) => Promise<DeliveriesView | undefined>;

/** The deliveries to every collège, for the service Éducation. */
export function makeListDeliveries(deps: {
  readonly departement: DepartementStore;
  readonly deliveries: DeliveryStore;
  readonly clock: Pick<Clock, 'today'>;
}): ListDeliveries {
  return async (by, filter) => {
    if (!isEducation(by)) return undefined;
    const today = deps.clock.today();
    const register = await deps.departement.register();
    const files = await Promise.all(
      register.map(async (college) =>
        (await deps.deliveries.listOf(college.uai)).map((delivery) => ({ college, delivery })),
      ),
    );
    const all = files.flat().toSorted((a, b) => compareDeliveries(a.delivery, b.delivery, today));
    const those = (wanted: DeliveryFilter) =>
      all.filter(({ delivery }) => passes(delivery, wanted, today));
    return {
      rows: those(filter),
      count: (wanted) => those(wanted).length,
      totals: totalsOf(all.map(({ delivery }) => delivery)),
    };
  };
}

function passes(delivery: Delivery, filter: DeliveryFilter, today: string): boolean {
  const { state } = delivery;
  if (filter === 'under-way') return state !== 'closed' && state !== 'cancelled';
  if (filter === 'late') return isLate(delivery, today);
  if (filter === 'reserves') return openReserves(delivery).length > 0;
  return state === filter;
}

const here: readonly DeliveryState[] = ['arrived', 'installed', 'closed'];

function totalsOf(deliveries: readonly Delivery[]): DeliveryTotals {
  const sum = (those: readonly Delivery[]) =>
    those.reduce((total, { lockers }) => total + lockers, 0);
  return {
    lockersToCome: sum(
      deliveries.filter(({ state }) => state !== 'cancelled' && !here.includes(state)),
    ),
    lockersReceived: sum(deliveries.filter(({ state }) => here.includes(state))),
    openReserves: deliveries.flatMap(openReserves).length,
    takebacks: takebackTotals(deliveries.flatMap(({ takeback }) => takeback ?? [])),
  };
}
