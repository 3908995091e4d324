import type { Clock, IdentityProvider, ProviderFault, Seals } from '../ports.ts';
import { proofsOf, sealTrip } from './sealed-trip.ts';

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
