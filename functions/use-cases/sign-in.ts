import { closeSessions, isEducation, type KnownPerson } from '../domain/people/person.ts';
import {
  codeLimits,
  isAlive,
  isOpen,
  newChallenge,
  type Session,
} from '../domain/people/sign-in.ts';
import { type PersonCommand, type PersonDeps, type PersonOutcome, savePerson } from './people.ts';
import type {
  Clock,
  IdentityProvider,
  PersonStore,
  ProviderFault,
  SignInStore,
  TokenSigner,
} from './ports.ts';

export interface RequestCodeDeps {
  readonly signIns: SignInStore;
  readonly tokenSigner: TokenSigner;
  readonly clock: Clock;
  /** Long and impossible to guess. */
  readonly newId: () => string;
}

export type RequestCodeResult =
  | { readonly kind: 'asked'; readonly challengeId: string }
  | { readonly kind: 'too-many' };

export type RequestCode = (request: {
  /** Lower case. */
  readonly mail: string;
  /** Where the request came from on the network. */
  readonly address: string;
}) => Promise<RequestCodeResult>;

/**
 * Opens a challenge. It does the same work and gives the same answer whether somebody has that mailbox or not: the
 * stream function looks that up, and mails the code or does nothing.
 */
export function createCodeRequester({
  signIns,
  tokenSigner,
  clock,
  newId,
}: RequestCodeDeps): RequestCode {
  return async ({ mail, address }) => {
    const [ofMail, ofAddress] = await Promise.all([
      tokenSigner.fingerprintOf(`mail ${mail}`),
      tokenSigner.fingerprintOf(`address ${address}`),
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

export interface OpenSessionDeps {
  readonly signIns: SignInStore;
  readonly tokenSigner: TokenSigner;
  /** Long and impossible to guess. */
  readonly newId: () => string;
}

/** Opens a session for whoever has proved who they are. Gives its token, which the browser keeps and nobody else. */
export async function openSession(
  { signIns, tokenSigner, newId }: OpenSessionDeps,
  session: Omit<Session, 'id'>,
): Promise<string> {
  const token = newId();
  await signIns.addSession({ ...session, id: await tokenSigner.fingerprintOf(`session ${token}`) });
  return token;
}

export interface EnterCodeDeps {
  readonly signIns: SignInStore;
  readonly persons: PersonStore;
  readonly tokenSigner: TokenSigner;
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

export type EnterCode = (challengeId: string, input: string) => Promise<EnterCodeOutcome>;

/** Opens a session for whoever types the code that was mailed. A code serves once. */
export function makeEnterCode(deps: EnterCodeDeps): EnterCode {
  const { signIns, persons, tokenSigner, clock, isSame } = deps;
  return async (challengeId, input) => {
    const challenge = await signIns.findChallenge(challengeId);
    const now = clock.now().toISOString();
    if (!challenge || challenge.accountLink || !isOpen(challenge, now)) return { kind: 'expired' };
    // The try is counted before it is judged, and one at a time: a hundred guesses sent together are still five.
    const tried = { ...challenge, triesLeft: challenge.triesLeft - 1 };
    if ((await signIns.saveChallenge(tried)) === 'conflict') {
      return { kind: 'wrong', triesLeft: tried.triesLeft };
    }
    const right = isSame(input, await tokenSigner.codeOf(challengeId));
    if (!right || !(await persons.find(challenge.mail))) {
      return tried.triesLeft > 0
        ? { kind: 'wrong', triesLeft: tried.triesLeft }
        : { kind: 'expired' };
    }
    const met = { ...tried, version: tried.version + 1, met: true };
    if ((await signIns.saveChallenge(met)) === 'conflict') return { kind: 'expired' };
    const token = await openSession(deps, { mail: challenge.mail, openedAt: now });
    return { kind: 'signed-in', token };
  };
}

export type CloseSessions = (command: PersonCommand) => Promise<PersonOutcome>;

/** Closes every session of a person, wherever it is open: their own, or anybody's for the service Éducation. */
export function makeCloseSessions({ persons, clock }: PersonDeps): CloseSessions {
  return async ({ mail, by, idempotencyKey }) => {
    if (by.mail !== mail && !isEducation(by)) return { kind: 'forbidden' };
    const person = await persons.find(mail);
    if (!person) return { kind: 'forbidden' };
    const act = { at: clock.now().toISOString(), who: by.name, idempotencyKey };
    return savePerson(persons, person, closeSessions(person, act));
  };
}

export interface SignOutDeps {
  readonly signIns: SignInStore;
  readonly tokenSigner: TokenSigner;
  /** Long and impossible to guess. */
  readonly newId: () => string;
  readonly provider: IdentityProvider | undefined;
}

export type SignOutOutcome =
  | { readonly kind: 'signed-out' }
  /** Here they are; the session at the provider ends at `url`. */
  | { readonly kind: 'signed-out-here'; readonly url: string }
  /** Here they are; there they cannot be. */
  | ProviderFault;

export type SignOut = (token: string) => Promise<SignOutOutcome>;

/** Ends one session. Does nothing to one that is over. */
export function makeSignOut({ signIns, tokenSigner, newId, provider }: SignOutDeps): SignOut {
  return async (token) => {
    const id = await tokenSigner.fingerprintOf(`session ${token}`);
    const session = provider && (await signIns.findSession(id));
    await signIns.endSession(id);
    if (!provider || !session?.idTokenHint) return { kind: 'signed-out' };
    const exit = await provider.findLogoutUrl(session.idTokenHint, newId());
    switch (exit.kind) {
      case 'open':
        return { kind: 'signed-out-here', url: exit.url };
      case 'none':
        return { kind: 'signed-out' };
      case 'fault':
        return exit;
    }
  };
}

export interface WhoIsDeps {
  readonly signIns: SignInStore;
  readonly persons: PersonStore;
  readonly tokenSigner: TokenSigner;
  readonly clock: Clock;
}

export type WhoIs = (token: string) => Promise<KnownPerson | undefined>;

/** The person behind a session's token, as they are bound at this moment; nobody once it is over. */
export function makeWhoIs({ signIns, persons, tokenSigner, clock }: WhoIsDeps): WhoIs {
  return async (token) => {
    const session = await signIns.findSession(await tokenSigner.fingerprintOf(`session ${token}`));
    if (!session || !isAlive(session, clock.now().toISOString())) return undefined;
    const person = await persons.find(session.mail);
    if (!person || (person.signedOutAt ?? '') > session.openedAt) return undefined;
    return person;
  };
}
