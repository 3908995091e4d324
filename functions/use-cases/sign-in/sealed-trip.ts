import type { Trip } from '../../domain/sign-in/trip.ts';
import type { Seals, TripProofs } from '../ports.ts';

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
