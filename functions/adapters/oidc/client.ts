import * as client from 'openid-client';
import * as z from 'zod';
import type {
  AuthorizationChecks,
  AuthorizationResponse,
  IdentityProvider,
} from '../../use-cases/ports.ts';
import type { OidcSetting, ProviderClients } from './settings.ts';

/** A page waits for two exchanges at most, within the function's timeout of 10 seconds. */
const defaultTimeoutMilliseconds = 4000;
/** Asymmetric only: with HS256, a leaked client secret would be enough to forge tokens. */
const signingAlgorithms = ['ES256', 'RS256'];

interface ProviderConnection {
  readonly setting: OidcSetting;
  readonly metadata: client.ServerMetadata;
  /** A configuration for one exchange, with a timeout of its own. */
  readonly configure: () => client.Configuration;
}

/** Discovers the provider. Rejects, as its methods do, when the provider is unreachable or its response is invalid. */
export async function connectProvider(
  setting: OidcSetting,
  clients: ProviderClients,
): Promise<IdentityProvider> {
  const [metadata, clientSecret] = await Promise.all([
    discover(setting, clients),
    clients.clientSecret(),
  ]);
  const auth = client.ClientSecretPost(clientSecret);
  const configure = () => {
    const configuration = new client.Configuration(metadata, setting.clientId, undefined, auth);
    client.enableNonRepudiationChecks(configuration);
    if (clients.allowHttp) client.allowInsecureRequests(configuration);
    const signal = AbortSignal.timeout(clients.timeoutMilliseconds ?? defaultTimeoutMilliseconds);
    configuration[client.customFetch] = (url, options) => fetch(url, { ...options, signal });
    return configuration;
  };
  const connection = { setting, metadata, configure };
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
  const discovered = await client.discovery(new URL(issuer), clientId, undefined, undefined, {
    timeout: (clients.timeoutMilliseconds ?? defaultTimeoutMilliseconds) / 1000,
    ...(clients.allowHttp && { execute: [client.allowInsecureRequests] }),
  });
  const { supportsPKCE: _, ...metadata } = discovered.serverMetadata();
  return {
    ...metadata,
    id_token_signing_alg_values_supported: signingAlgorithms,
    userinfo_signing_alg_values_supported: signingAlgorithms,
  };
}

const redirectUri = ({ siteUrl }: OidcSetting) => new URL('/connexion/oidc/retour', siteUrl);

/** Only parameters that ProConnect knows: it refuses all others (error Y000400). */
async function authorizationUrlOf(
  connection: ProviderConnection,
  checks: AuthorizationChecks,
): Promise<string> {
  const { setting, metadata, configure } = connection;
  const { scopes, acrValues } = setting;
  const url = client.buildAuthorizationUrl(configure(), {
    redirect_uri: redirectUri(setting).href,
    scope: scopes.join(' '),
    state: checks.state,
    nonce: checks.nonce,
    ...(supportsPkce(metadata) && {
      code_challenge: await client.calculatePKCECodeChallenge(checks.verifier),
      code_challenge_method: 'S256',
    }),
    ...(acrValues.length > 0 && {
      claims: JSON.stringify({ id_token: { acr: { essential: true, values: acrValues } } }),
    }),
  });
  return url.href;
}

function supportsPkce(metadata: client.ServerMetadata): boolean {
  return metadata.code_challenge_methods_supported?.includes('S256') === true;
}

/** The only claims that are read: no claim but the mail has an effect here. */
const identity = z.object({
  // Checked before it becomes lower case: letters that no mail contains, such as the Kelvin sign, become one that it may.
  email: z.email().transform((mail) => mail.toLowerCase()),
  email_verified: z.boolean().optional(),
});

async function identify(
  connection: ProviderConnection,
  query: URLSearchParams,
  checks: AuthorizationChecks,
): Promise<AuthorizationResponse> {
  const { setting, metadata, configure } = connection;
  const configuration = configure();
  const callbackUrl = new URL(`${redirectUri(setting).href}?${query}`);
  try {
    const tokens = await client.authorizationCodeGrant(configuration, callbackUrl, {
      expectedState: checks.state,
      expectedNonce: checks.nonce,
      ...(supportsPkce(metadata) && { pkceCodeVerifier: checks.verifier }),
    });
    const { acrValues } = setting;
    const { iss, sub, acr } = z
      .object({ iss: z.string(), sub: z.string(), acr: z.string().optional() })
      .parse(tokens.claims());
    if (acrValues.length > 0 && !acrValues.includes(acr ?? '')) return { kind: 'too-weak' };
    const profile = await client.fetchUserInfo(configuration, tokens.access_token, sub);
    const { email, email_verified } = identity.parse(profile);
    const isVerified = email_verified ?? setting.verifiedMailsOnly;
    if (!isVerified) return { kind: 'declined' };
    const idTokenHint = z.string().parse(tokens.id_token);
    return { kind: 'identified', mail: email, account: { issuer: iss, subject: sub }, idTokenHint };
  } catch (error) {
    return refusalIn(error);
  }
}

const declinedErrors = [
  'access_denied',
  'login_required',
  'consent_required',
  'interaction_required',
];

/** The expected refusals; rethrows any other error. */
function refusalIn(error: unknown): AuthorizationResponse {
  if (error instanceof client.AuthorizationResponseError && declinedErrors.includes(error.error)) {
    return { kind: 'declined' };
  }
  // The authorization code was used already or has expired, which takes half a minute.
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
  const { setting, metadata, configure } = connection;
  if (!metadata.end_session_endpoint) return undefined;
  const url = client.buildEndSessionUrl(configure(), {
    id_token_hint: idTokenHint,
    state,
    post_logout_redirect_uri: new URL('/connexion/oidc/sortie', setting.siteUrl).href,
  });
  // The library adds it, and ProConnect's profile does not know it; the hint identifies the client too.
  url.searchParams.delete('client_id');
  return url.href;
}
