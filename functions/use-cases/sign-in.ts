import type { KnownPerson } from '../domain/people/person.ts';
import type { SecurityEvent } from '../domain/people/security.ts';
import {
  type CodeStrength,
  codeLimits,
  isAlive,
  isEnough,
  type KnownDevice,
  type Limit,
  networkOf,
  type Session,
} from '../domain/people/sign-in.ts';
import {
  guesserOf,
  issueCode,
  strengthFor,
  type TryCodeDeps,
  tryCode,
  type WrongCodeResult,
} from './codes.ts';
import { findKnownDevice } from './known-devices.ts';
import type { Deps, ProviderFault } from './ports.ts';
import { pseudonymOf } from './security.ts';

export type RequestCodeResult =
  | { readonly kind: 'requested'; readonly challengeId: string }
  | { readonly kind: 'too-many' };

export interface CodeRequest {
  /** Lower case. */
  readonly mail: string;
  /** IP address of the request. */
  readonly address: string;
  /** The last challenge of the browser, if it has one. */
  readonly lastChallengeId?: string | undefined;
  /** What `rememberDevice` gave to the browser. */
  readonly keptDevices?: string | undefined;
}

type RequestCodeDeps = Pick<
  Deps,
  'signIns' | 'persons' | 'tokenSigner' | 'clock' | 'newToken' | 'isSame' | 'logSecurity'
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
  const { mail } = request;
  if (!(await isWithinLimits(deps, request, device))) {
    const [person, network] = await Promise.all([
      pseudonymOf(deps, mail),
      pseudonymOf(deps, networkOf(request.address)),
    ]);
    deps.logSecurity({ action: 'sign-in-limited', channel: 'web', way: 'code', person, network });
    return { kind: 'too-many' };
  }
  const challengeId = await issueCode(deps, {
    mail,
    strength: await strengthFor(deps, await guesserOf(deps, mail, device)),
    roundId: await roundOf(deps, request),
  });
  return { kind: 'requested', challengeId };
}

/** The round of this browser for the mailbox: a new one unless it asks again. */
async function roundOf(
  { signIns, newToken }: Pick<Deps, 'signIns' | 'newToken'>,
  { mail, lastChallengeId }: CodeRequest,
): Promise<string> {
  const last = lastChallengeId ? await signIns.findChallenge(lastChallengeId) : undefined;
  return last?.mail === mail && !last.accountLink ? last.roundId : newToken();
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

export type EnterCodeResult =
  | { readonly kind: 'signed-in'; readonly token: string; readonly mail: string }
  /** The code is right, and the person signs in at the identity provider only. */
  | { readonly kind: 'provider-required' }
  | WrongCodeResult;

export interface CodeSubmission {
  readonly challengeId: string;
  readonly input: string;
  readonly keptDevices?: string | undefined;
}

type EnterCodeDeps = TryCodeDeps & Pick<Deps, 'persons' | 'providerForEducation'>;

/** Opens a session for the right code. A code is good for one session, in the browser that requested it. */
export async function enterCode(
  deps: EnterCodeDeps,
  entry: CodeSubmission,
): Promise<EnterCodeResult> {
  const { result, mail } = await openByCode(deps, entry);
  const isIn = result.kind === 'signed-in';
  deps.logSecurity({
    ...{ action: actionOf(result), channel: 'web', way: 'code' },
    why: isIn ? undefined : result.kind,
    person: mail && (await pseudonymOf(deps, mail)),
  });
  return result;
}

function actionOf({ kind }: EnterCodeResult): SecurityEvent['action'] {
  if (kind === 'signed-in') return kind;
  return kind === 'provider-required' ? 'sign-in-refused' : 'sign-in-failed';
}

async function openByCode(
  deps: EnterCodeDeps,
  entry: CodeSubmission,
): Promise<{ readonly result: EnterCodeResult; readonly mail?: string }> {
  const challenge = await deps.signIns.findChallenge(entry.challengeId);
  if (!challenge || challenge.accountLink || challenge.warning) {
    return { result: { kind: 'expired' } };
  }
  const { mail } = challenge;
  const device = await findKnownDevice(deps, mail, entry.keptDevices);
  const person = await deps.persons.find(mail);
  const result = await tryCode(deps, challenge, {
    ...{ input: entry.input, channel: 'web' },
    guesser: await guesserOf(deps, mail, device),
    isOfUse: person !== undefined,
  });
  switch (result.kind) {
    case 'met': {
      if (person && !isEnough({}, person, deps.providerForEducation)) {
        return { result: { kind: 'provider-required' }, mail };
      }
      const token = await openSession(deps, sessionFor(deps, mail));
      return { result: { kind: 'signed-in', token, mail }, mail };
    }
    case 'repeated':
      return { result: { kind: 'expired' }, mail };
    default:
      return { result, mail };
  }
}

function sessionFor({ clock }: Pick<Deps, 'clock'>, mail: string): Omit<Session, 'id'> {
  return { mail, openedAt: clock.now().toISOString() };
}

/** Which codes this browser waits for. Nothing depends on whether the mailbox is known. */
export async function expectedStrength(
  { signIns }: Pick<Deps, 'signIns'>,
  challengeId: string | undefined,
): Promise<CodeStrength> {
  const challenge = challengeId ? await signIns.findChallenge(challengeId) : undefined;
  return challenge?.strength ?? 'digits';
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

export type WhoIsDeps = Pick<
  Deps,
  'signIns' | 'persons' | 'tokenSigner' | 'clock' | 'providerForEducation'
>;

/** The person whose session a token opens, with their rights of now; `undefined` once the session is over. */
export async function whoIs(
  { signIns, persons, tokenSigner, clock, providerForEducation }: WhoIsDeps,
  token: string,
): Promise<KnownPerson | undefined> {
  const session = await signIns.findSession(await sessionIdOf(tokenSigner, token));
  if (!session || !isAlive(session, clock.now().toISOString())) return undefined;
  const person = await persons.find(session.mail);
  if (!person || (person.signedOutAt ?? '') > session.openedAt) return undefined;
  // Also for sessions that were opened before the setting, or before the person became an officer.
  return isEnough(session, person, providerForEducation) ? person : undefined;
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
