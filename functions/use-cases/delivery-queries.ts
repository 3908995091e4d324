import { type College, findCollege } from '../domain/colleges/college.ts';
import {
  compareDeliveries,
  type Delivery,
  type DeliveryState,
  isLate,
  openReserves,
} from '../domain/deliveries/delivery.ts';
import { type TakebackTotals, takebackTotals } from '../domain/deliveries/takeback.ts';
import { canRead, isEducation, type Person } from '../domain/people/person.ts';
import type { DeliveryCalendarFeed, DeliveryFilter } from '../domain/read-models/lists.ts';
import type { Uai } from '../domain/uai.ts';
import { makeShowPhotos, type ShownPhoto } from './photos.ts';
import type { Clock, DeliveryStore, DepartementStore, PhotoStore, TokenSigner } from './ports.ts';

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
      all.filter(({ delivery }) => matchesFilter(delivery, wanted, today));
    return {
      rows: those(filter),
      count: (wanted) => those(wanted).length,
      totals: totalsOf(all.map(({ delivery }) => delivery)),
    };
  };
}

function matchesFilter(delivery: Delivery, filter: DeliveryFilter, today: string): boolean {
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

export interface DeliveryFile {
  readonly college: College;
  readonly delivery: Delivery;
}

/** `undefined`: there is none, or it is not theirs to see. */
export type ViewDelivery = (
  key: { readonly uai: Uai; readonly id: string },
  by: Person,
) => Promise<DeliveryFile | undefined>;

/** One delivery, for its collège and for the service Éducation. */
export function makeViewDelivery(deps: {
  readonly departement: DepartementStore;
  readonly deliveries: DeliveryStore;
}): ViewDelivery {
  return async ({ uai, id }, by) => {
    if (!canRead(by, uai)) return undefined;
    const [register, delivery] = await Promise.all([
      deps.departement.register(),
      deps.deliveries.find(uai, id),
    ]);
    const college = findCollege(register, uai);
    return college && delivery && { college, delivery };
  };
}

export interface ReservesFile extends DeliveryFile {
  /** Of each réserve, by its name. */
  readonly photos: ReadonlyMap<string, readonly ShownPhoto[]>;
}

/** `undefined`: there is none, or it is not theirs to see. */
export type ViewReserves = (
  key: { readonly uai: Uai; readonly id: string },
  by: Person,
) => Promise<ReservesFile | undefined>;

/** One delivery with the photos of its réserves, for its collège and for the service Éducation. */
export function makeViewReserves(deps: {
  readonly departement: DepartementStore;
  readonly deliveries: DeliveryStore;
  readonly photos: PhotoStore;
}): ViewReserves {
  const viewDelivery = makeViewDelivery(deps);
  const showPhotos = makeShowPhotos(deps.photos);

  return async (key, by) => {
    const file = await viewDelivery(key, by);
    if (!file) return undefined;
    const { uai, id: deliveryId, receipts } = file.delivery;
    const shown = receipts
      .flatMap(({ reserves }) => reserves)
      .map(async ({ id: reserveId, photos }) => {
        const links = await showPhotos({ uai, deliveryId, reserveId }, photos);
        return [reserveId, links] as const;
      });
    return { ...file, photos: new Map(await Promise.all(shown)) };
  };
}

/** Whose deliveries: those of one collège, or all. */
export type CalendarFeedScope =
  | { readonly kind: 'college'; readonly uai: Uai }
  | { readonly kind: 'education' };

export interface CalendarFeedDeps {
  readonly departement: DepartementStore;
  readonly deliveries: DeliveryStore;
  readonly tokenSigner: Pick<TokenSigner, 'fingerprintOf'>;
  /** Takes as long for a wrong token as for a right one. */
  readonly isSame: (one: string, other: string) => boolean;
}

function tokenOf(
  { tokenSigner }: Pick<CalendarFeedDeps, 'tokenSigner'>,
  scope: CalendarFeedScope,
): Promise<string> {
  const whose = scope.kind === 'college' ? scope.uai : scope.kind;
  return tokenSigner.fingerprintOf(`calendar ${whose}`);
}

/** `undefined`: not theirs. */
export type OfferCalendarFeed = (
  by: Person,
  scope: CalendarFeedScope,
) => Promise<string | undefined>;

/** The token that opens a calendar without a session: programs that follow calendars have none. */
export function createCalendarFeedOffer(
  deps: Pick<CalendarFeedDeps, 'tokenSigner'>,
): OfferCalendarFeed {
  return async (by, scope) => {
    const isTheirs = scope.kind === 'college' ? canRead(by, scope.uai) : isEducation(by);
    return isTheirs ? tokenOf(deps, scope) : undefined;
  };
}

/** `undefined`: a token that is not of that calendar, or a collège that is in no register. */
export type OpenCalendarFeed = (
  scope: CalendarFeedScope,
  token: string,
) => Promise<DeliveryCalendarFeed | undefined>;

/** The deliveries for whoever holds the token. Nothing in them is about a person. */
export function createCalendarFeedReader(deps: CalendarFeedDeps): OpenCalendarFeed {
  const { departement, deliveries, isSame } = deps;
  return async (scope, token) => {
    if (!isSame(await tokenOf(deps, scope), token)) return undefined;
    const register = await departement.register();
    const college = scope.kind === 'college' ? findCollege(register, scope.uai) : undefined;
    if (scope.kind === 'college' && !college) return undefined;
    const rows = await Promise.all(
      (college ? [college] : register).map(async (each) =>
        (await deliveries.listOf(each.uai)).map((delivery) => ({ college: each, delivery })),
      ),
    );
    return { college, rows: rows.flat() };
  };
}
