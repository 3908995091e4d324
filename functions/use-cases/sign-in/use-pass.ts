import type { KnownPerson } from '../../domain/people/person.ts';
import { isGood, passMinutes, type SitePass } from '../../domain/sign-in/site-pass.ts';
import type { Clock, PersonStore } from '../ports.ts';
import { type OpenSessionDeps, openSession } from './open-session.ts';
import { unsealPass } from './sealed-pass.ts';
import type { Unsealing } from './sealed-trip.ts';

export interface ReadPassDeps extends Unsealing {
  readonly persons: PersonStore;
  readonly clock: Clock;
}

/** Whom a pass lets in, and where to; `undefined`: too old, forged, or of somebody who is here no more. */
export type ReadPass = (
  sealed: string,
) => Promise<{ readonly person: KnownPerson; readonly pass: SitePass } | undefined>;

/** Uses nothing up: whatever follows links by itself may look. */
export function makeReadPass(deps: ReadPassDeps): ReadPass {
  const { persons, clock } = deps;
  return async (sealed) => {
    const pass = await unsealPass(deps, sealed);
    if (!pass || !isGood(pass, clock.now().toISOString())) return undefined;
    const person = await persons.find(pass.mail);
    // Whoever closed all their sessions closed this way in too.
    return person && (person.signedOutAt ?? '') <= pass.madeAt ? { person, pass } : undefined;
  };
}

export type UsePassOutcome =
  | { readonly kind: 'signed-in'; readonly token: string; readonly path: string }
  /** Too old, forged, or used already: nobody learns which. */
  | { readonly kind: 'refused' };

export type UsePass = (sealed: string) => Promise<UsePassOutcome>;

/** Opens a session for whoever holds a pass. It serves once. */
export function makeUsePass(deps: ReadPassDeps & OpenSessionDeps): UsePass {
  const { signIns, seals, clock } = deps;
  const readPass = makeReadPass(deps);
  return async (sealed) => {
    const read = await readPass(sealed);
    if (!read) return { kind: 'refused' };
    const { mail, path, id } = read.pass;
    const name = await seals.fingerprintOf(`pass used ${id}`);
    if (!(await signIns.spend(name, passMinutes))) return { kind: 'refused' };
    const token = await openSession(deps, { mail, openedAt: clock.now().toISOString() });
    return { kind: 'signed-in', token, path };
  };
}
