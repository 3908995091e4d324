import { type College, findCollege } from '../../domain/colleges/college.ts';
import type { Uai } from '../../domain/colleges/uai.ts';
import type { Delivery } from '../../domain/deliveries/delivery.ts';
import { isEducation, mayRead, type Person } from '../../domain/people/person.ts';
import type { DeliveryStore, DepartementStore, Seals } from '../ports.ts';

/** Whose deliveries: those of one collège, or all. */
export type CalendarScope =
  | { readonly kind: 'college'; readonly uai: Uai }
  | { readonly kind: 'education' };

export interface CalendarDeps {
  readonly departement: DepartementStore;
  readonly deliveries: DeliveryStore;
  readonly seals: Pick<Seals, 'fingerprintOf'>;
  /** Takes as long for a wrong token as for a right one. */
  readonly isSame: (one: string, other: string) => boolean;
}

export interface DeliveryCalendar {
  /** Absent: of every collège. */
  readonly college?: College | undefined;
  readonly rows: readonly { readonly college: College; readonly delivery: Delivery }[];
}

function tokenOf({ seals }: Pick<CalendarDeps, 'seals'>, scope: CalendarScope): Promise<string> {
  const whose = scope.kind === 'college' ? scope.uai : scope.kind;
  return seals.fingerprintOf(`calendar ${whose}`);
}

/** `undefined`: not theirs. */
export type OfferCalendar = (by: Person, scope: CalendarScope) => Promise<string | undefined>;

/** The token that opens a calendar without a session: programs that follow calendars have none. */
export function makeOfferCalendar(deps: Pick<CalendarDeps, 'seals'>): OfferCalendar {
  return async (by, scope) => {
    const isTheirs = scope.kind === 'college' ? mayRead(by, scope.uai) : isEducation(by);
    return isTheirs ? tokenOf(deps, scope) : undefined;
  };
}

/** `undefined`: a token that is not of that calendar, or a collège that is in no register. */
export type OpenCalendar = (
  scope: CalendarScope,
  token: string,
) => Promise<DeliveryCalendar | undefined>;

/** The deliveries for whoever holds the token. Nothing in them is about a person. */
export function makeOpenCalendar(deps: CalendarDeps): OpenCalendar {
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
