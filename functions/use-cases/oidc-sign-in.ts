import { type AuthorizationRequest, isUnderWay } from '../domain/people/sign-in.ts';
import type {
  AuthorizationChecks,
  AuthorizationResponse,
  Clock,
  IdentityProvider,
  PersonStore,
  ProviderFault,
  SignInStore,
  TokenSigner,
} from './ports.ts';
import { openSession } from './sign-in.ts';

/** Neither a state (base64url) nor an instant holds it. */
const separator = '~';

/** A trip as the browser keeps it: readable, and forged by nobody. */
export async function signAuthorizationRequest(
  tokenSigner: TokenSigner,
  authorizationRequest: AuthorizationRequest,
): Promise<string> {
  const text = [
    authorizationRequest.state,
    authorizationRequest.startedAt,
    authorizationRequest.next,
  ].join(separator);
  return [await signatureOf(tokenSigner, text), text].join(separator);
}

export interface SignatureDeps {
  readonly tokenSigner: TokenSigner;
  readonly isSame: (one: string, other: string) => boolean;
}

/** The trip, or nothing if it is not one that we sealed. */
export async function verifyAuthorizationRequest(
  { tokenSigner, isSame }: SignatureDeps,
  signedRequest: string,
): Promise<AuthorizationRequest | undefined> {
  const [signature = '', state = '', startedAt = '', ...next] = signedRequest.split(separator);
  const authorizationRequest = { state, startedAt, next: next.join(separator) };
  const text = [
    authorizationRequest.state,
    authorizationRequest.startedAt,
    authorizationRequest.next,
  ].join(separator);
  return isSame(signature, await signatureOf(tokenSigner, text)) ? authorizationRequest : undefined;
}

const signatureOf = (tokenSigner: TokenSigner, text: string) =>
  tokenSigner.fingerprintOf(`authorization ${text}`);

/** Follow from the state, so that the browser need not keep them: only the holder of our secret can tell them. */
export async function checksOf(
  tokenSigner: TokenSigner,
  { state }: AuthorizationRequest,
): Promise<AuthorizationChecks> {
  const [nonce, verifier] = await Promise.all([
    tokenSigner.fingerprintOf(`nonce ${state}`),
    tokenSigner.fingerprintOf(`verifier ${state}`),
  ]);
  return { state, nonce, verifier };
}

export interface StartAuthorizationDeps {
  readonly provider: IdentityProvider;
  readonly tokenSigner: TokenSigner;
  readonly clock: Clock;
  /** Long and impossible to guess. */
  readonly newId: () => string;
}

export type StartAuthorizationResult =
  /** The browser keeps `sealed` and goes to `url`. */
  | { readonly kind: 'started'; readonly url: string; readonly signedRequest: string }
  | ProviderFault;

/** `next`: the path of this site that they were going to, or nothing. */
export type StartAuthorization = (next: string) => Promise<StartAuthorizationResult>;

/** Sends somebody to the identity provider. Nothing is stored: whoever goes and never returns leaves no trace. */
export function createAuthorizationStarter({
  provider,
  tokenSigner,
  clock,
  newId,
}: StartAuthorizationDeps): StartAuthorization {
  return async (next) => {
    const authorizationRequest = { state: newId(), startedAt: clock.now().toISOString(), next };
    const authorization = await provider.findAuthorizationUrl(
      await checksOf(tokenSigner, authorizationRequest),
    );
    if (authorization.kind === 'fault') return authorization;
    return {
      kind: 'started',
      url: authorization.url,
      signedRequest: await signAuthorizationRequest(tokenSigner, authorizationRequest),
    };
  };
}

export interface CompleteAuthorizationDeps {
  readonly provider: IdentityProvider;
  readonly signIns: SignInStore;
  readonly persons: PersonStore;
  readonly tokenSigner: TokenSigner;
  readonly clock: Clock;
  /** Long and impossible to guess. */
  readonly newId: () => string;
  /** Compares without telling by its duration how much was right. */
  readonly isSame: (one: string, other: string) => boolean;
}

export interface AuthorizationCallback {
  /** What the browser kept, if it kept anything. */
  readonly signedRequest: string | undefined;
  /** What the provider sent it back with. */
  readonly query: URLSearchParams;
}

export type CompleteAuthorizationResult =
  | { readonly kind: 'signed-in'; readonly token: string; readonly next: string }
  /** The provider knows them and we do not. `exit` lets them sign out there and be somebody else. */
  | { readonly kind: 'unknown'; readonly mail: string; readonly exit: string | undefined }
  | Exclude<AuthorizationResponse, { readonly kind: 'identified' }>;

export type CompleteAuthorization = (
  callback: AuthorizationCallback,
) => Promise<CompleteAuthorizationResult>;

/**
 * Opens a session for whoever comes back from the identity provider. It says whose mailbox it is and nothing more:
 * what a person may do is what we know of them, whatever else it claims.
 */
export function createAuthorizationCompleter(
  deps: CompleteAuthorizationDeps,
): CompleteAuthorization {
  const { provider, persons, tokenSigner, clock, newId } = deps;
  return async (callback) => {
    const openedAt = clock.now().toISOString();
    const authorizationRequest = await authorizationRequestOf(deps, callback);
    if (!authorizationRequest || !isUnderWay(authorizationRequest, openedAt))
      return { kind: 'unknown-request' };
    const response = await provider.identify(
      callback.query,
      await checksOf(tokenSigner, authorizationRequest),
    );
    if (response.kind !== 'identified') return response;
    const { mail, idTokenHint } = response;
    if (!(await persons.find(mail))) {
      const exit = await provider.findLogoutUrl(idTokenHint, newId());
      return { kind: 'unknown', mail, exit: exit.kind === 'open' ? exit.url : undefined };
    }
    const token = await openSession(deps, { mail, openedAt, idTokenHint });
    return { kind: 'signed-in', token, next: authorizationRequest.next };
  };
}

/** The trip that this browser left for and that this return belongs to. */
async function authorizationRequestOf(
  deps: CompleteAuthorizationDeps,
  { signedRequest, query }: AuthorizationCallback,
): Promise<AuthorizationRequest | undefined> {
  const authorizationRequest = signedRequest
    ? await verifyAuthorizationRequest(deps, signedRequest)
    : undefined;
  return authorizationRequest && deps.isSame(query.get('state') ?? '', authorizationRequest.state)
    ? authorizationRequest
    : undefined;
}
