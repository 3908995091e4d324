import { isUnderWay, type Trip } from '../../domain/sign-in/trip.ts';
import type {
  Arrival,
  Clock,
  IdentityProvider,
  PersonStore,
  Seals,
  SignInStore,
} from '../ports.ts';
import { openSession } from './open-session.ts';
import { proofsOf, unsealTrip } from './sealed-trip.ts';

export interface EndTripDeps {
  readonly provider: IdentityProvider;
  readonly signIns: SignInStore;
  readonly persons: PersonStore;
  readonly seals: Seals;
  readonly clock: Clock;
  /** Long and impossible to guess. */
  readonly newId: () => string;
  /** Compares without telling by its duration how much was right. */
  readonly isSame: (one: string, other: string) => boolean;
}

export interface Return {
  /** What the browser kept, if it kept anything. */
  readonly sealed: string | undefined;
  /** What the provider sent it back with. */
  readonly query: URLSearchParams;
}

export type EndTripOutcome =
  | { readonly kind: 'signed-in'; readonly token: string; readonly next: string }
  /** The provider knows them and we do not. `exit` lets them sign out there and be somebody else. */
  | { readonly kind: 'unknown'; readonly mail: string; readonly exit: string | undefined }
  | Exclude<Arrival, { readonly kind: 'identified' }>;

export type EndTrip = (arriving: Return) => Promise<EndTripOutcome>;

/**
 * Opens a session for whoever comes back from the identity provider. It says whose mailbox it is and nothing more:
 * what a person may do is what we know of them, whatever else it claims.
 */
export function makeEndTrip(deps: EndTripDeps): EndTrip {
  const { provider, persons, seals, clock, newId } = deps;
  return async (arriving) => {
    const openedAt = clock.now().toISOString();
    const trip = await tripOf(deps, arriving);
    if (!trip || !isUnderWay(trip, openedAt)) return { kind: 'astray' };
    const arrival = await provider.identify(arriving.query, await proofsOf(seals, trip));
    if (arrival.kind !== 'identified') return arrival;
    const { mail, hint } = arrival;
    if (!(await persons.find(mail))) {
      const exit = await provider.findExit(hint, newId());
      return { kind: 'unknown', mail, exit: exit.kind === 'open' ? exit.url : undefined };
    }
    const token = await openSession(deps, { mail, openedAt, hint });
    return { kind: 'signed-in', token, next: trip.next };
  };
}

/** The trip that this browser left for and that this return belongs to. */
async function tripOf(deps: EndTripDeps, { sealed, query }: Return): Promise<Trip | undefined> {
  const trip = sealed ? await unsealTrip(deps, sealed) : undefined;
  return trip && deps.isSame(query.get('state') ?? '', trip.state) ? trip : undefined;
}
