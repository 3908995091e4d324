import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Provider, {
  type ClientMetadata,
  type Configuration,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { closeServer, listenOn } from '../../infra/local/shared/http.ts';
import { proConnect, proConnectSecret } from './examples.ts';
import { keepInMemory } from './keep-in-memory.ts';

/** What its users do there, and what goes wrong. */
interface Scene {
  /** Who is in front of the screen; nobody: they give up. */
  user: string | undefined;
  /** How surely they sign in. */
  acr: string | undefined;
  /** Claims beside `sub` and `email`. */
  claims: Readonly<Record<string, unknown>>;
  /** Changes the body of an answer on its way. */
  tamper: ((path: string, body: unknown) => unknown) | undefined;
  /** The path where it never answers. */
  silentAt: string | undefined;
}

const calm: Scene = {
  ...{ user: undefined, acr: undefined, claims: {}, tamper: undefined, silentAt: undefined },
};

const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

export type LocalProvider = Awaited<ReturnType<typeof startProvider>>;

/** A whole OpenID Connect provider on this machine, set as ProConnect is: ES256, PKCE, signed userinfo, no consent. */
export async function startProvider(client: Partial<ClientMetadata> = {}) {
  const scene = { ...calm };
  const asked: URL[] = [];
  const key = newKey();
  const server = createServer();
  const port = await listenOn(server, 0);
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, configurationOf(scene, key, client));
  provider.use(async (ctx, next) => {
    await next();
    if (scene.tamper) ctx.body = scene.tamper(ctx.path, ctx.body);
  });
  const answer = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '', issuer);
    if (scene.silentAt === url.pathname) return;
    asked.push(url);
    const isInteraction = url.pathname.startsWith('/interaction/');
    void (isInteraction
      ? interact(provider, scene, [request, response])
      : answer(request, response));
  });
  return {
    issuer,
    /** What is not said is as calm as can be. */
    play: (next: Partial<Scene>) => Object.assign(scene, calm, next),
    /** Every address that was asked for. */
    asked,
    stop: () => closeServer(server),
    /** A token as it would sign it, or as a forger would. */
    signed: (payload: object, by: 'provider' | 'forger' = 'provider') =>
      signed(payload, by === 'provider' ? key : newKey()),
  };
}

function configurationOf(
  scene: Scene,
  key: KeyObject,
  client: Partial<ClientMetadata>,
): Configuration {
  return {
    adapter: keepInMemory(),
    clients: [
      {
        client_id: proConnect.clientId,
        client_secret: proConnectSecret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${proConnect.siteUrl}/connexion/oidc/retour`],
        post_logout_redirect_uris: [`${proConnect.siteUrl}/connexion/oidc/sortie`],
        id_token_signed_response_alg: 'ES256',
        userinfo_signed_response_alg: 'ES256',
        ...client,
      },
    ],
    jwks: { keys: [{ ...key.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'ES256' }] },
    cookies: { keys: ['of the tests'] },
    scopes: ['openid', 'email'],
    claims: { openid: ['sub'], email: ['email', 'email_verified', ...rightsNobodyMayClaim] },
    acrValues: ['eidas1', 'eidas2'],
    pkce: { required: () => false },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      jwtUserinfo: { enabled: true },
      claimsParameter: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = `${form}<button form="op.logoutForm" name="logout" value="yes">I am sure</button>`;
        },
      },
    },
    renderError: (ctx, { error }) => {
      ctx.body = error;
    },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email: sub, ...scene.claims }),
    }),
    loadExistingGrant: grantAll,
    ttl: { Session: 3600, Grant: 3600, Interaction: 600, IdToken: 60, AccessToken: 60 },
  };
}

/** Claims by which somebody could try to be more than they are. */
export const rightsNobodyMayClaim = ['roles', 'education', 'memberOf', 'mailboxOf', 'siret'];

async function grantAll({ oidc }: KoaContextWithOIDC) {
  const grant = new oidc.provider.Grant({
    clientId: oidc.client?.clientId ?? '',
    accountId: oidc.session?.accountId ?? '',
  });
  grant.addOIDCScope('openid email');
  grant.addOIDCClaims(['acr']);
  await grant.save();
  return grant;
}

/** What the user does before the screen that asks who they are. */
async function interact(
  provider: Provider,
  { user, acr }: Scene,
  exchange: readonly [IncomingMessage, ServerResponse],
): Promise<void> {
  const [request, response] = exchange;
  const result = user
    ? { login: { accountId: user, ...(acr && { acr }) } }
    : { error: 'access_denied', error_description: 'They gave up' };
  await provider.interactionFinished(request, response, result);
}

function signed(payload: object, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'ES256', kid: 'one' })}.${part(payload)}`;
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}
