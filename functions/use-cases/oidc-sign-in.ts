import { isUnderWay, type Trip } from '../domain/people/sign-in.ts';
import type {
  Arrival,
  Clock,
  IdentityProvider,
  PersonStore,
  ProviderFault,
  Seals,
  SignInStore,
  TripProofs,
} from './ports.ts';
import { openSession } from './sign-in.ts';

/** Neither a state (base64url) nor an instant holds it. */
const separator = '~';

/** A trip as the browser keeps it: readable, and forged by nobody. */
export async function sealTrip(seals: Seals, trip: Trip): Promise<string> {
  const text = [trip.state, trip.startedAt, trip.next].join(separator);
  return [await sealOf(seals, text), text].join(separator);
}

export interface Unsealing {
  readonly seals: Seals;
  readonly isSame: (one: string, other: string) => boolean;
}

/** The trip, or nothing if it is not one that we sealed. */
export async function unsealTrip(
  { seals, isSame }: Unsealing,
  sealed: string,
): Promise<Trip | undefined> {
  const [seal = '', state = '', startedAt = '', ...next] = sealed.split(separator);
  const trip = { state, startedAt, next: next.join(separator) };
  const text = [trip.state, trip.startedAt, trip.next].join(separator);
  return isSame(seal, await sealOf(seals, text)) ? trip : undefined;
}

const sealOf = (seals: Seals, text: string) => seals.fingerprintOf(`trip ${text}`);

/** Follow from the state, so that the browser need not keep them: only the holder of our secret can tell them. */
export async function proofsOf(seals: Seals, { state }: Trip): Promise<TripProofs> {
  const [nonce, verifier] = await Promise.all([
    seals.fingerprintOf(`nonce ${state}`),
    seals.fingerprintOf(`verifier ${state}`),
  ]);
  return { state, nonce, verifier };
}

export interface StartTripDeps {
  readonly provider: IdentityProvider;
  readonly seals: Seals;
  readonly clock: Clock;
  /** Long and impossible to guess. */
  readonly newId: () => string;
}

export type StartTripOutcome =
  /** The browser keeps `sealed` and goes to `url`. */
  { readonly kind: 'started'; readonly url: string; readonly sealed: string } | ProviderFault;

/** `next`: the path of this site that they were going to, or nothing. */
export type StartTrip = (next: string) => Promise<StartTripOutcome>;

/** Sends somebody to the identity provider. Nothing is stored: whoever goes and never returns leaves no trace. */
export function makeStartTrip({ provider, seals, clock, newId }: StartTripDeps): StartTrip {
  return async (next) => {
    const trip = { state: newId(), startedAt: clock.now().toISOString(), next };
    const entrance = await provider.findEntrance(await proofsOf(seals, trip));
    if (entrance.kind === 'fault') return entrance;
    return { kind: 'started', url: entrance.url, sealed: await sealTrip(seals, trip) };
  };
}

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
