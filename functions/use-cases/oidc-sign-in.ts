import { withProviderAccount } from '../domain/people/person.ts';
import { type AuthorizationRequest, isUnderWay } from '../domain/people/sign-in.ts';
import { changePerson, type PersonDeps } from './people.ts';
import type {
  AuthorizationChecks,
  AuthorizationResponse,
  Deps,
  IdentityProvider,
  ProviderFault,
} from './ports.ts';
import { pseudonymOf } from './security.ts';
import { openSession } from './sign-in.ts';

/** A character that no part before the path contains: the signature and the state are base64url. */
const separator = '~';

/** An authorization request as the browser keeps it: readable, and signed. */
export async function signAuthorizationRequest(
  tokenSigner: Deps['tokenSigner'],
  request: AuthorizationRequest,
): Promise<string> {
  const text = textOf(request);
  return [await signatureOf(tokenSigner, text), text].join(separator);
}

/** The authorization request; `undefined` when its signature is not ours. */
export async function verifyAuthorizationRequest(
  { tokenSigner, isSame }: Pick<Deps, 'tokenSigner' | 'isSame'>,
  signed: string,
): Promise<AuthorizationRequest | undefined> {
  const [signature = '', state = '', startedAt = '', ...next] = signed.split(separator);
  const request = { state, startedAt, next: next.join(separator) };
  return isSame(signature, await signatureOf(tokenSigner, textOf(request))) ? request : undefined;
}

function textOf({ state, startedAt, next }: AuthorizationRequest): string {
  return [state, startedAt, next].join(separator);
}

function signatureOf(tokenSigner: Deps['tokenSigner'], text: string): Promise<string> {
  return tokenSigner.fingerprintOf(`authorization ${text}`);
}

/** Derives the nonce and the PKCE verifier from the state with our secret, so that the browser need not keep them. */
export async function checksOf(
  tokenSigner: Deps['tokenSigner'],
  { state }: AuthorizationRequest,
): Promise<AuthorizationChecks> {
  const [nonce, verifier] = await Promise.all([
    tokenSigner.fingerprintOf(`nonce ${state}`),
    tokenSigner.fingerprintOf(`verifier ${state}`),
  ]);
  return { state, nonce, verifier };
}

interface WithProvider {
  readonly identityProvider: IdentityProvider;
}

export type StartAuthorizationResult =
  /** The browser keeps `signedRequest` and goes to `url`. */
  | { readonly kind: 'started'; readonly url: string; readonly signedRequest: string }
  | ProviderFault;

/** Prepares the redirection to the identity provider. Nothing is stored. `next`: the path of this site to return to, or ''. */
export async function startAuthorization(
  deps: Pick<Deps, 'tokenSigner' | 'clock' | 'newToken'> & WithProvider,
  next: string,
): Promise<StartAuthorizationResult> {
  const { identityProvider, tokenSigner, clock, newToken } = deps;
  const request = { state: newToken(), startedAt: clock.now().toISOString(), next };
  const authorization = await identityProvider.findAuthorizationUrl(
    await checksOf(tokenSigner, request),
  );
  if (authorization.kind === 'fault') return authorization;
  const signedRequest = await signAuthorizationRequest(tokenSigner, request);
  return { kind: 'started', url: authorization.url, signedRequest };
}

export type CompleteAuthorizationResult =
  | {
      readonly kind: 'signed-in';
      readonly token: string;
      readonly mail: string;
      readonly next: string;
    }
  /** The provider identified a mailbox that is not a known person's. `exit` signs them out there, to use another account. */
  | { readonly kind: 'unknown'; readonly mail: string; readonly exit: string | undefined }
  /** The person of that mailbox signs in with another account of the provider. */
  | { readonly kind: 'other-account'; readonly mail: string; readonly exit: string | undefined }
  | Exclude<AuthorizationResponse, { readonly kind: 'identified' }>;

type CompleteAuthorizationDeps = Pick<
  Deps,
  'signIns' | 'persons' | 'tokenSigner' | 'clock' | 'newToken' | 'isSame' | 'logSecurity'
> &
  WithProvider;

interface AuthorizationCallback {
  /** The cookie of the browser, if it has one. */
  readonly signedRequest: string | undefined;
  /** The query with which the provider redirected the browser to this site. */
  readonly query: URLSearchParams;
}

/**
 * Opens a session for a person whom the identity provider identified. Only the account and its mailbox are read from the
 * provider: rights come from our own store, whatever else the provider claims.
 */
export async function completeAuthorization(
  deps: CompleteAuthorizationDeps,
  callback: AuthorizationCallback,
): Promise<CompleteAuthorizationResult> {
  const result = await complete(deps, callback);
  const isIn = result.kind === 'signed-in';
  deps.logSecurity({
    ...{ action: isIn ? 'signed-in' : 'sign-in-refused', channel: 'web', way: 'oidc' },
    why: isIn ? undefined : result.kind,
    person: 'mail' in result ? await pseudonymOf(deps, result.mail) : undefined,
  });
  return result;
}

async function complete(
  deps: CompleteAuthorizationDeps,
  callback: AuthorizationCallback,
): Promise<CompleteAuthorizationResult> {
  const { identityProvider, tokenSigner, clock } = deps;
  const openedAt = clock.now().toISOString();
  const request = await authorizationRequestOf(deps, callback);
  if (!request || !isUnderWay(request, openedAt)) return { kind: 'unknown-request' };
  const response = await identityProvider.identify(
    callback.query,
    await checksOf(tokenSigner, request),
  );
  if (response.kind !== 'identified') return response;
  const { idTokenHint } = response;
  const found = await findPerson(deps, response);
  if (found.kind !== 'found') {
    const logout = await identityProvider.findLogoutUrl(idTokenHint, deps.newToken());
    const exit = logout.kind === 'open' ? logout.url : undefined;
    return { ...found, mail: response.mail, exit };
  }
  const { mail } = found;
  const token = await openSession(deps, { mail, openedAt, idTokenHint });
  return { kind: 'signed-in', token, mail, next: request.next };
}

/**
 * The person of an account at the provider: the one who signed in with it before, whatever its mail is now, or else the one who
 * has its mail and has signed in with no account yet.
 */
async function findPerson(
  deps: PersonDeps,
  { mail, account: { issuer, subject } }: Extract<AuthorizationResponse, { kind: 'identified' }>,
): Promise<
  { readonly kind: 'found'; readonly mail: string } | { readonly kind: 'unknown' | 'other-account' }
> {
  const account = await deps.tokenSigner.fingerprintOf(`provider ${issuer} ${subject}`);
  const people = await deps.persons.list();
  const known = people.find(({ providerAccount }) => providerAccount === account);
  if (known) return { kind: 'found', mail: known.mail };
  const idempotencyKey = `${account} ${deps.clock.now().toISOString()}`;
  const linked = await changePerson(deps, { mail, idempotencyKey }, (person, at) =>
    withProviderAccount(person, account, { at, who: person.name, idempotencyKey }),
  );
  switch (linked.kind) {
    case 'done':
      return { kind: 'found', mail };
    case 'forbidden':
      return { kind: 'unknown' };
    case 'invalid-transition':
      return { kind: 'other-account' };
  }
}

/** The request that this browser keeps, if the callback answers it: both carry the same state. */
async function authorizationRequestOf(
  deps: Pick<Deps, 'tokenSigner' | 'isSame'>,
  { signedRequest, query }: AuthorizationCallback,
): Promise<AuthorizationRequest | undefined> {
  const request = signedRequest && (await verifyAuthorizationRequest(deps, signedRequest));
  return request && deps.isSame(query.get('state') ?? '', request.state) ? request : undefined;
}
