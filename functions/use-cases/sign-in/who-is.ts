import type { KnownPerson } from '../../domain/people/person.ts';
import { isAlive } from '../../domain/sign-in/sign-in.ts';
import type { Clock, PersonStore, Seals, SignInStore } from '../ports.ts';

export interface WhoIsDeps {
  readonly signIns: SignInStore;
  readonly persons: PersonStore;
  readonly seals: Seals;
  readonly clock: Clock;
}

export type WhoIs = (token: string) => Promise<KnownPerson | undefined>;

/** The person behind a session's token, as they are bound at this moment; nobody once it is over. */
export function makeWhoIs({ signIns, persons, seals, clock }: WhoIsDeps): WhoIs {
  return async (token) => {
    const session = await signIns.findSession(await seals.fingerprintOf(`session ${token}`));
    if (!session || !isAlive(session, clock.now().toISOString())) return undefined;
    const person = await persons.find(session.mail);
    if (!person || (person.signedOutAt ?? '') > session.openedAt) return undefined;
    return person;
  };
}
