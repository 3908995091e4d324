import { isOpen } from '../../domain/sign-in/sign-in.ts';
import type { Clock, PersonStore, Seals, SignInStore } from '../ports.ts';
import { openSession } from './open-session.ts';

export interface EnterCodeDeps {
  readonly signIns: SignInStore;
  readonly persons: PersonStore;
  readonly seals: Seals;
  readonly clock: Clock;
  /** Long and impossible to guess. */
  readonly newId: () => string;
  /** Compares without telling by its duration how much was right. */
  readonly isSame: (one: string, other: string) => boolean;
}

export type EnterCodeOutcome =
  | { readonly kind: 'signed-in'; readonly token: string }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  /** Too old, used, tried too often, or never asked for: nobody learns which. */
  | { readonly kind: 'expired' };

export type EnterCode = (challengeId: string, typed: string) => Promise<EnterCodeOutcome>;

/** Opens a session for whoever types the code that was mailed. A code serves once. */
export function makeEnterCode(deps: EnterCodeDeps): EnterCode {
  const { signIns, persons, seals, clock, isSame } = deps;
  return async (challengeId, typed) => {
    const challenge = await signIns.findChallenge(challengeId);
    const now = clock.now().toISOString();
    if (!challenge || challenge.binding || !isOpen(challenge, now)) return { kind: 'expired' };
    // The try is counted before it is judged, and one at a time: a hundred guesses sent together are still five.
    const tried = { ...challenge, triesLeft: challenge.triesLeft - 1 };
    if ((await signIns.saveChallenge(tried)) === 'stale') {
      return { kind: 'wrong', triesLeft: tried.triesLeft };
    }
    const right = isSame(typed, await seals.codeOf(challengeId));
    if (!right || !(await persons.find(challenge.mail))) {
      return tried.triesLeft > 0
        ? { kind: 'wrong', triesLeft: tried.triesLeft }
        : { kind: 'expired' };
    }
    const met = { ...tried, version: tried.version + 1, met: true };
    if ((await signIns.saveChallenge(met)) === 'stale') return { kind: 'expired' };
    const token = await openSession(deps, { mail: challenge.mail, openedAt: now });
    return { kind: 'signed-in', token };
  };
}
