import { codeLimits, newChallenge } from '../../domain/sign-in/sign-in.ts';
import type { Clock, Seals, SignInStore } from '../ports.ts';

export interface AskCodeDeps {
  readonly signIns: SignInStore;
  readonly seals: Seals;
  readonly clock: Clock;
  /** Long and impossible to guess. */
  readonly newId: () => string;
}

export type AskCodeOutcome =
  | { readonly kind: 'asked'; readonly challengeId: string }
  | { readonly kind: 'too-many' };

export type AskCode = (request: {
  /** Lower case. */
  readonly mail: string;
  /** Where the request came from on the network. */
  readonly address: string;
}) => Promise<AskCodeOutcome>;

/**
 * Opens a challenge. It does the same work and gives the same answer whether somebody has that mailbox or not: the
 * stream function looks that up, and mails the code or does nothing.
 */
export function makeAskCode({ signIns, seals, clock, newId }: AskCodeDeps): AskCode {
  return async ({ mail, address }) => {
    const [ofMail, ofAddress] = await Promise.all([
      seals.fingerprintOf(`mail ${mail}`),
      seals.fingerprintOf(`address ${address}`),
    ]);
    const within = await Promise.all([
      signIns.countHit(ofMail, codeLimits.perMail),
      signIns.countHit(ofAddress, codeLimits.perAddress),
    ]);
    if (within.includes(false)) return { kind: 'too-many' };
    const challenge = newChallenge(newId(), mail, clock.now().toISOString());
    await signIns.saveChallenge(challenge);
    return { kind: 'asked', challengeId: challenge.id };
  };
}
