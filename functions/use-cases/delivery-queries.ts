import { type College, findCollege, type Register } from '../domain/colleges/college.ts';
import {
  compareDeliveries,
  type Delivery,
  type DeliveryState,
  isLate,
  lockersDelivered,
  openReserves,
} from '../domain/deliveries/delivery.ts';
import { type TakebackTotals, takebackTotals } from '../domain/deliveries/takeback.ts';
import { canRead, isEducation, type Person } from '../domain/people/person.ts';
import type { DeliveryCalendarFeed, DeliveryFilter } from '../domain/read-models/lists.ts';
import type { Uai } from '../domain/uai.ts';
import { type ShownPhoto, showPhotos } from './photos.ts';
import type { Deps, SetAside } from './ports.ts';

export interface DeliveryFile {
  readonly college: College;
  readonly delivery: Delivery;
}

export interface DeliveriesView {
  /** The most urgent first: refused or postponed, late, then by day. */
  readonly rows: readonly DeliveryFile[];
  /** Counts all the deliveries, whatever the filter of `rows`. */
  readonly count: (filter: DeliveryFilter) => number;
  readonly totals: DeliveryTotals;
  /** References of the deliveries that could not be read and are missing above. */
  readonly unreadable: readonly string[];
}

/** Of all the deliveries, whatever the filter of the view. */
export interface DeliveryTotals {
  readonly lockersToCome: number;
  readonly lockersReceived: number;
  readonly openReserves: number;
  readonly takebacks: TakebackTotals;
}

export interface ReservesFile extends DeliveryFile {
  /** By the id of the réserve. */
  readonly photos: ReadonlyMap<string, readonly ShownPhoto[]>;
}

/** The deliveries in a calendar feed: those to one collège, or all. */
export type CalendarFeedScope =
  | { readonly kind: 'college'; readonly uai: Uai }
  | { readonly kind: 'education' };

/** The deliveries to every collège, for the service Éducation. `undefined`: the person is not of it. */
export async function listDeliveries(
  deps: Pick<Deps, 'departement' | 'deliveries' | 'clock'>,
  by: Person,
  filter: DeliveryFilter,
): Promise<DeliveriesView | undefined> {
  if (!isEducation(by)) return undefined;
  const today = deps.clock.today();
  const unreadable: string[] = [];
  const setAside = (reference: string) => void unreadable.push(reference);
  const files = await listDeliveriesTo(deps, await deps.departement.register(), setAside);
  const all = files.toSorted((a, b) => compareDeliveries(a.delivery, b.delivery, today));
  const matching = (wanted: DeliveryFilter) =>
    all.filter(({ delivery }) => matchesFilter(delivery, wanted, today));
  return {
    rows: matching(filter),
    count: (wanted) => matching(wanted).length,
    totals: totalsOf(all.map(({ delivery }) => delivery)),
    unreadable,
  };
}

/** The deliveries to these collèges, in the order of the collèges. */
export async function listDeliveriesTo(
  { deliveries }: Pick<Deps, 'deliveries'>,
  colleges: Register,
  setAside?: SetAside,
): Promise<readonly DeliveryFile[]> {
  const files = await Promise.all(
    colleges.map(async (college) =>
      (await deliveries.listOf(college.uai, setAside)).map((delivery) => ({ college, delivery })),
    ),
  );
  return files.flat();
}

/** One delivery. `undefined`: there is none, or the person may not read it. */
export async function viewDelivery(
  { departement, deliveries }: Pick<Deps, 'departement' | 'deliveries'>,
  { uai, id }: Pick<Delivery, 'uai' | 'id'>,
  by: Person,
): Promise<DeliveryFile | undefined> {
  if (!canRead(by, uai)) return undefined;
  const [register, delivery] = await Promise.all([
    departement.register(),
    deliveries.find(uai, id),
  ]);
  const college = findCollege(register, uai);
  return college && delivery && { college, delivery };
}

/** One delivery with the photos of its réserves. `undefined`: there is none, or the person may not read it. */
export async function viewReserves(
  deps: Pick<Deps, 'departement' | 'deliveries' | 'photos'>,
  key: Pick<Delivery, 'uai' | 'id'>,
  by: Person,
): Promise<ReservesFile | undefined> {
  const file = await viewDelivery(deps, key, by);
  if (!file) return undefined;
  const { uai, id: deliveryId, receipts } = file.delivery;
  const photos = receipts
    .flatMap(({ reserves }) => reserves)
    .map(async (reserve) => {
      const subject = { uai, deliveryId, reserveId: reserve.id };
      return [reserve.id, await showPhotos(deps, subject, reserve.photos)] as const;
    });
  return { ...file, photos: new Map(await Promise.all(photos)) };
}

/**
 * The token in the address of a calendar feed, which opens it without a session: calendar programs cannot sign in.
 * `undefined`: the person may not read these deliveries.
 */
export async function offerCalendarFeed(
  deps: Pick<Deps, 'tokenSigner'>,
  by: Person,
  scope: CalendarFeedScope,
): Promise<string | undefined> {
  const isAllowed = scope.kind === 'college' ? canRead(by, scope.uai) : isEducation(by);
  return isAllowed ? calendarFeedToken(deps, scope) : undefined;
}

/**
 * The deliveries of a calendar feed. Any holder of the token reads them, so they name no person.
 * `undefined`: the token is not that of this feed, or the collège is not in the register.
 */
export async function openCalendarFeed(
  deps: Pick<Deps, 'departement' | 'deliveries' | 'tokenSigner' | 'isSame'>,
  scope: CalendarFeedScope,
  token: string,
): Promise<DeliveryCalendarFeed | undefined> {
  if (!deps.isSame(await calendarFeedToken(deps, scope), token)) return undefined;
  const register = await deps.departement.register();
  if (scope.kind === 'education') return { rows: await listDeliveriesTo(deps, register) };
  const college = findCollege(register, scope.uai);
  return college && { college, rows: await listDeliveriesTo(deps, [college]) };
}

function calendarFeedToken(
  { tokenSigner }: Pick<Deps, 'tokenSigner'>,
  scope: CalendarFeedScope,
): Promise<string> {
  return tokenSigner.fingerprintOf(`calendar ${scope.kind === 'college' ? scope.uai : scope.kind}`);
}

function matchesFilter(delivery: Delivery, filter: DeliveryFilter, today: string): boolean {
  const { state } = delivery;
  if (filter === 'under-way') return state !== 'closed' && state !== 'cancelled';
  if (filter === 'late') return isLate(delivery, today);
  if (filter === 'reserves') return openReserves(delivery).length > 0;
  return state === filter;
}

const arrivedStates: readonly DeliveryState[] = ['arrived', 'installed', 'closed'];

function totalsOf(deliveries: readonly Delivery[]): DeliveryTotals {
  const toCome = deliveries.filter(
    ({ state }) => state !== 'cancelled' && !arrivedStates.includes(state),
  );
  return {
    lockersToCome: countLockersOf(toCome),
    lockersReceived: deliveries.reduce((total, each) => total + lockersDelivered(each), 0),
    openReserves: deliveries.flatMap(openReserves).length,
    takebacks: takebackTotals(deliveries.flatMap(({ takeback }) => takeback ?? [])),
  };
}

function countLockersOf(deliveries: readonly Delivery[]): number {
  return deliveries.reduce((total, { lockers }) => total + lockers, 0);
}
