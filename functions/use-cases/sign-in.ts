import type { KnownPerson } from '../domain/people/person.ts';
import {
  type Challenge,
  codeLimits,
  isAlive,
  isOpen,
  type KnownDevice,
  type Limit,
  networkOf,
  newChallenge,
  type Session,
} from '../domain/people/sign-in.ts';
import { findKnownDevice } from './known-devices.ts';
import type { Deps, ProviderFault } from './ports.ts';

export type RequestCodeResult =
  | { readonly kind: 'requested'; readonly challengeId: string }
  | { readonly kind: 'too-many' };

export interface CodeRequest {
  /** Lower case. */
  readonly mail: string;
  /** IP address of the request. */
  readonly address: string;
  /** What `rememberDevice` gave to the browser. */
  readonly keptDevices?: string | undefined;
}

type RequestCodeDeps = Pick<
  Deps,
  'signIns' | 'persons' | 'tokenSigner' | 'clock' | 'newToken' | 'isSame'
>;

/**
 * Opens a challenge. The work and the answer are the same whether the mailbox is known or not, so that mailboxes cannot
 * be probed: the table-stream function looks the person up, and mails the code or does nothing. Only a browser that holds
 * the proof of an earlier sign-in makes this function look the person up.
 */
export async function requestCode(
  deps: RequestCodeDeps,
  request: CodeRequest,
): Promise<RequestCodeResult> {
  const device = await findKnownDevice(deps, request.mail, request.keptDevices);
  if (!(await isWithinLimits(deps, request, device))) return { kind: 'too-many' };
  const challenge = newChallenge(deps.newToken(), request.mail, deps.clock.now().toISOString());
  await deps.signIns.saveChallenge(challenge);
  return { kind: 'requested', challengeId: challenge.id };
}

/** One after the other: a request that one limit refuses takes nothing from the limits that others share. */
async function isWithinLimits(
  { signIns, tokenSigner }: Pick<Deps, 'signIns' | 'tokenSigner'>,
  { mail, address }: CodeRequest,
  device: KnownDevice | undefined,
): Promise<boolean> {
  const network = networkOf(address);
  const limits: readonly (readonly [string, Limit])[] = device
    ? [[`device ${device.id}`, codeLimits.perDevice]]
    : [
        [`mail ${mail} network ${network}`, codeLimits.perMailAndNetwork],
        [`network ${network}`, codeLimits.perNetwork],
        [`mail ${mail}`, codeLimits.perMail],
      ];
  for (const [name, limit] of limits) {
    if (!(await signIns.countHit(await tokenSigner.fingerprintOf(name), limit))) return false;
  }
  return true;
}

type WrongCodeResult =
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  /** Too old, used, tried too often or never asked for: one answer, so that none can be probed. */
  | { readonly kind: 'expired' };

export type EnterCodeResult =
  | { readonly kind: 'signed-in'; readonly token: string; readonly mail: string }
  | WrongCodeResult;

/** Opens a session for the right code. A code is good for one session. */
export async function enterCode(
  deps: Pick<Deps, 'signIns' | 'persons' | 'tokenSigner' | 'clock' | 'newToken' | 'isSame'>,
  challengeId: string,
  input: string,
): Promise<EnterCodeResult> {
  const challenge = await deps.signIns.findChallenge(challengeId);
  const now = deps.clock.now().toISOString();
  if (!challenge || challenge.accountLink || !isOpen(challenge, now)) return { kind: 'expired' };
  const isRight =
    deps.isSame(input, await deps.tokenSigner.codeOf(challengeId)) &&
    (await deps.persons.find(challenge.mail)) !== undefined;
  const result = await useTry(deps, challenge, isRight);
  if (result.kind !== 'met') return result;
  const { mail } = challenge;
  return { kind: 'signed-in', token: await openSession(deps, { mail, openedAt: now }), mail };
}

/**
 * Uses one try of an open challenge, and marks the challenge as met if the code is right. The try is stored before the
 * answer is given, and each write needs the version that was read: a hundred simultaneous guesses are still five tries.
 */
export async function useTry(
  { signIns }: Pick<Deps, 'signIns'>,
  challenge: Challenge,
  isRight: boolean,
): Promise<{ readonly kind: 'met' } | WrongCodeResult> {
  const tried = { ...challenge, triesLeft: challenge.triesLeft - 1 };
  const { triesLeft } = tried;
  if ((await signIns.saveChallenge(tried)) === 'conflict') return { kind: 'wrong', triesLeft };
  if (!isRight) return triesLeft > 0 ? { kind: 'wrong', triesLeft } : { kind: 'expired' };
  const met = { ...tried, version: tried.version + 1, met: true };
  return (await signIns.saveChallenge(met)) === 'conflict' ? { kind: 'expired' } : { kind: 'met' };
}

/** Opens a session and returns its token. Only the browser keeps the token; the store has its fingerprint. */
export async function openSession(
  { signIns, tokenSigner, newToken }: Pick<Deps, 'signIns' | 'tokenSigner' | 'newToken'>,
  session: Omit<Session, 'id'>,
): Promise<string> {
  const token = newToken();
  await signIns.addSession({ ...session, id: await sessionIdOf(tokenSigner, token) });
  return token;
}

/** The person whose session a token opens, with their rights of now; `undefined` once the session is over. */
export async function whoIs(
  {
    signIns,
    persons,
    tokenSigner,
    clock,
  }: Pick<Deps, 'signIns' | 'persons' | 'tokenSigner' | 'clock'>,
  token: string,
): Promise<KnownPerson | undefined> {
  const session = await signIns.findSession(await sessionIdOf(tokenSigner, token));
  if (!session || !isAlive(session, clock.now().toISOString())) return undefined;
  const person = await persons.find(session.mail);
  if (!person || (person.signedOutAt ?? '') > session.openedAt) return undefined;
  return person;
}

export type SignOutResult =
  | { readonly kind: 'signed-out' }
  /** Signed out of this site; the browser ends the session at the identity provider by opening `url`. */
  | { readonly kind: 'signed-out-here'; readonly url: string }
  /** Signed out of this site; the session at the identity provider could not be ended. */
  | ProviderFault;

/** Ends one session, and does nothing to one that is over. */
export async function signOut(
  deps: Pick<Deps, 'signIns' | 'tokenSigner' | 'newToken' | 'identityProvider'>,
  token: string,
): Promise<SignOutResult> {
  const { signIns, identityProvider } = deps;
  const id = await sessionIdOf(deps.tokenSigner, token);
  const session = identityProvider && (await signIns.findSession(id));
  await signIns.endSession(id);
  if (!identityProvider || !session?.idTokenHint) return { kind: 'signed-out' };
  const logout = await identityProvider.findLogoutUrl(session.idTokenHint, deps.newToken());
  switch (logout.kind) {
    case 'open':
      return { kind: 'signed-out-here', url: logout.url };
    case 'none':
      return { kind: 'signed-out' };
    case 'fault':
      return logout;
  }
}

function sessionIdOf(tokenSigner: Deps['tokenSigner'], token: string): Promise<string> {
  return tokenSigner.fingerprintOf(`session ${token}`);
}
