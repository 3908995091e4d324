import * as client from 'openid-client';
import * as z from 'zod';
import type {
  AuthorizationChecks,
  AuthorizationResponse,
  IdentityProvider,
} from '../../use-cases/ports.ts';
import type { OidcSetting, ProviderClients } from './settings.ts';

/** Both waits of a page together are less than the 10 seconds that the function lives. */
const patienceMilliseconds = 4000;
/** Signed with a key that the provider alone has: a secret that it shares with us would prove less. */
const signedWith = ['ES256', 'RS256'];

interface ProviderConnection {
  readonly setting: OidcSetting;
  readonly metadata: client.ServerMetadata;
  /** What one conversation is held with, and for how long at most. */
  readonly converse: () => client.Configuration;
}

/** A provider that has told what it offers. Everything rejects when it cannot be reached or believed. */
export async function connectProvider(
  setting: OidcSetting,
  clients: ProviderClients,
): Promise<IdentityProvider> {
  const [metadata, clientSecret] = await Promise.all([
    discover(setting, clients),
    clients.clientSecret(),
  ]);
  const auth = client.ClientSecretPost(clientSecret);
  const converse = () => {
    const conversation = new client.Configuration(metadata, setting.clientId, undefined, auth);
    client.enableNonRepudiationChecks(conversation);
    if (clients.plainHttp) client.allowInsecureRequests(conversation);
    const signal = AbortSignal.timeout(clients.patienceMilliseconds ?? patienceMilliseconds);
    conversation[client.customFetch] = (url, options) => fetch(url, { ...options, signal });
    return conversation;
  };
  const connection = { setting, metadata, converse };
  return {
    findAuthorizationUrl: async (checks) => ({
      kind: 'open',
      url: await authorizationUrlOf(connection, checks),
    }),
    identify: (query, checks) => identify(connection, query, checks),
    async findLogoutUrl(idTokenHint, state) {
      const url = logoutUrlOf(connection, idTokenHint, state);
      return url ? { kind: 'open', url } : { kind: 'none' };
    },
  };
}

async function discover(
  { issuer, clientId }: OidcSetting,
  clients: ProviderClients,
): Promise<client.ServerMetadata> {
  const met = await client.discovery(new URL(issuer), clientId, undefined, undefined, {
    timeout: (clients.patienceMilliseconds ?? patienceMilliseconds) / 1000,
    ...(clients.plainHttp && { execute: [client.allowInsecureRequests] }),
  });
  const { supportsPKCE: _, ...metadata } = met.serverMetadata();
  return {
    ...metadata,
    id_token_signing_alg_values_supported: signedWith,
    userinfo_signing_alg_values_supported: signedWith,
  };
}

const returnTo = ({ siteUrl }: OidcSetting) => new URL('/connexion/oidc/retour', siteUrl);

/** ProConnect refuses every parameter that it does not know (Y000400): these are all there are. */
async function authorizationUrlOf(
  connection: ProviderConnection,
  checks: AuthorizationChecks,
): Promise<string> {
  const { setting, metadata, converse } = connection;
  const { scopes, acrValues } = setting;
  const url = client.buildAuthorizationUrl(converse(), {
    redirect_uri: returnTo(setting).href,
    scope: scopes.join(' '),
    state: checks.state,
    nonce: checks.nonce,
    ...(offersProofKeys(metadata) && {
      code_challenge: await client.calculatePKCECodeChallenge(checks.verifier),
      code_challenge_method: 'S256',
    }),
    ...(acrValues.length > 0 && {
      claims: JSON.stringify({ id_token: { acr: { essential: true, values: acrValues } } }),
    }),
  });
  return url.href;
}

function offersProofKeys(metadata: client.ServerMetadata): boolean {
  return metadata.code_challenge_methods_supported?.includes('S256') === true;
}

/** All that is read of what it says of somebody: no claim but the mail may have an effect here. */
const identity = z.object({
  // Before it is in lower case: some letters that no mail holds, such as the Kelvin sign, become one that does.
  email: z.email().transform((mail) => mail.toLowerCase()),
  /** ProConnect does not tell it, and lets in no mail that its providers have not given. */
  email_verified: z.boolean().optional(),
});

async function identify(
  connection: ProviderConnection,
  query: URLSearchParams,
  checks: AuthorizationChecks,
): Promise<AuthorizationResponse> {
  const { setting, metadata, converse } = connection;
  const conversation = converse();
  const arrived = new URL(`${returnTo(setting).href}?${query}`);
  try {
    const tokens = await client.authorizationCodeGrant(conversation, arrived, {
      expectedState: checks.state,
      expectedNonce: checks.nonce,
      ...(offersProofKeys(metadata) && { pkceCodeVerifier: checks.verifier }),
    });
    const { acrValues } = setting;
    const { sub, acr } = z
      .object({ sub: z.string(), acr: z.string().optional() })
      .parse(tokens.claims());
    if (acrValues.length > 0 && !acrValues.includes(acr ?? '')) return { kind: 'too-weak' };
    const profile = await client.fetchUserInfo(conversation, tokens.access_token, sub);
    const { email, email_verified } = identity.parse(profile);
    if (email_verified === false) return { kind: 'declined' };
    return { kind: 'identified', mail: email, idTokenHint: z.string().parse(tokens.id_token) };
  } catch (error) {
    return refusalIn(error);
  }
}

const givenUp = ['access_denied', 'login_required', 'consent_required', 'interaction_required'];

/** What went as it may go between people; anything else is thrown on. */
function refusalIn(error: unknown): AuthorizationResponse {
  if (error instanceof client.AuthorizationResponseError && givenUp.includes(error.error)) {
    return { kind: 'declined' };
  }
  // The code was used already, or half a minute too late.
  if (error instanceof client.ResponseBodyError && error.error === 'invalid_grant') {
    return { kind: 'unknown-request' };
  }
  throw error;
}

function logoutUrlOf(
  connection: ProviderConnection,
  idTokenHint: string,
  state: string,
): string | undefined {
  const { setting, metadata, converse } = connection;
  if (!metadata.end_session_endpoint) return undefined;
  const url = client.buildEndSessionUrl(converse(), {
    id_token_hint: idTokenHint,
    state,
    post_logout_redirect_uri: new URL('/connexion/oidc/sortie', setting.siteUrl).href,
  });
  // The library adds it, and the profile does not know it; the hint says as much.
  url.searchParams.delete('client_id');
  return url.href;
}
