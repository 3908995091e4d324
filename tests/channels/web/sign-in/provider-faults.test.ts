import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createIdentityProvider } from '../../../../functions/adapters/oidc/provider.ts';
import { findFreePort } from '../../../../infra/local/shared/http.ts';
import { durand, proConnect, proConnectSecret } from '../../../shared/examples.ts';
import { type LocalProvider, startProvider } from '../../../shared/identity-provider.ts';
import { type Visit, visitProvider } from './visit-provider.ts';

let provider: LocalProvider;
let visit: Visit;

beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.stop());
beforeEach(async () => {
  visit = await visitProvider(provider);
});

/** The claims of a token, without a check. */
function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

/** Changes the id_token on its way from the provider. */
const inIdToken = (change: (token: string) => string) => (path: string, body: unknown) =>
  path === '/token' && typeof body === 'object' && body && 'id_token' in body
    ? { ...body, id_token: change(String(body.id_token)) }
    : body;

/** Changes the signed userinfo on its way from the provider. */
const inUserinfo = (change: (token: string) => string) => (path: string, body: unknown) =>
  path === '/me' ? change(String(body)) : body;

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const unsigned = (token: string) => `${part({ alg: 'none' })}.${token.split('.')[1]}.`;
/** Signs as a thief of the client secret could. */
function signedWithClientSecret(token: string): string {
  const text = `${part({ alg: 'HS256' })}.${token.split('.')[1]}`;
  return `${text}.${createHmac('sha256', proConnectSecret).update(text).digest('base64url')}`;
}

describe('an invalid response of the provider', () => {
  const forged = (token: string) => provider.signed(claimsOf(token), 'forger');
  const withClaims = (claims: object) => (token: string) =>
    provider.signed({ ...claimsOf(token), ...claims });

  test.each([
    ['an id_token signed by another key', 'INVALID_RESPONSE', inIdToken(forged)],
    ['an id_token without a signature', 'INVALID_RESPONSE', inIdToken(unsigned)],
    [
      'an id_token signed with the client secret',
      'INVALID_RESPONSE',
      inIdToken(signedWithClientSecret),
    ],
    [
      'an id_token for another authorization request',
      'JWT_CLAIM_COMPARISON_FAILED',
      inIdToken(withClaims({ nonce: 'a'.repeat(43) })),
    ],
    [
      'an id_token for another client',
      'JWT_CLAIM_COMPARISON_FAILED',
      inIdToken(withClaims({ aud: 'another' })),
    ],
    [
      'an id_token of another provider',
      'JWT_CLAIM_COMPARISON_FAILED',
      inIdToken(withClaims({ iss: 'https://other.example.org' })),
    ],
    [
      'an expired id_token',
      'JWT_TIMESTAMP_CHECK_FAILED',
      inIdToken(withClaims({ exp: 1_700_000_000 })),
    ],
    ['no id_token', 'INVALID_RESPONSE', inIdToken(() => '')],
    ['a userinfo signed by another key', 'INVALID_RESPONSE', inUserinfo(forged)],
    ['a userinfo without a signature', 'INVALID_RESPONSE', inUserinfo(unsigned)],
    [
      'a userinfo for another client',
      'JWT_CLAIM_COMPARISON_FAILED',
      inUserinfo(withClaims({ aud: 'another' })),
    ],
    [
      'a userinfo of another person',
      'JSON_ATTRIBUTE_COMPARISON_FAILED',
      inUserinfo(withClaims({ sub: 'another' })),
    ],
    ['a userinfo that is no token', 'INVALID_RESPONSE', inUserinfo(() => 'Bonjour')],
  ])(
    'with %s opens no session and is logged without details for the visitor',
    async (_, code, tamper) => {
      const { browser, faults } = visit;
      provider.play({ user: durand.mail, tamper });
      const shown = await visit.signInThere();
      expect(shown.status).toBe(502);
      expect(shown.text).toContain('un code par courriel');
      expect(shown.html).not.toMatch(/token|nonce|JWT|OAUTH|127\.0\.0\.1/);
      expect(browser.cookies()).not.toHaveProperty('__Host-session');
      expect(await visit.isSignedIn()).toBe(false);
      expect(faults()).toEqual([`ProviderFault OAUTH_${code}`]);
    },
  );

  test('is not reported when the same response is valid', async () => {
    provider.play({ user: durand.mail, tamper: inIdToken(withClaims({})) });
    await visit.signInThere();
    expect(await visit.isSignedIn()).toBe(true);
  });
});

describe('an unreachable provider', () => {
  /** A port without a server. */
  const nowhere = { issuer: '', play: () => undefined };
  beforeAll(async () => {
    nowhere.issuer = `http://127.0.0.1:${await findFreePort(0)}`;
  });

  test('leaves signing in by code possible', async () => {
    const { browser, isSignedIn, faults } = await visitProvider(nowhere);
    expect((await browser.get('/connexion/oidc')).status).toBe(502);
    expect(faults()).toEqual(['ProviderFault ECONNREFUSED']);
    await browser.signIn(durand);
    expect(await isSignedIn()).toBe(true);
  });

  test('is tried again for the next visitor', async () => {
    provider.play({ tamper: () => 'Bonjour' });
    expect((await visit.browser.get('/connexion/oidc')).status).toBe(502);
    provider.play({ user: durand.mail });
    expect((await visit.signInThere()).status).toBe(303);
  });

  test.each([
    ['at the start', '/.well-known/openid-configuration', 100],
    ['at the return', '/token', 1000],
  ])('is not waited for beyond the timeout (%s)', async (_, silentAt, timeoutMilliseconds) => {
    const { browser, there, faults } = await visitProvider(provider, { timeoutMilliseconds });
    provider.play({ user: durand.mail, silentAt });
    const away = await browser.get('/connexion/oidc');
    const shown = away.status === 303 ? await browser.get(await there.visit(away.location)) : away;
    expect(shown.status).toBe(502);
    expect(faults()).toEqual(['ProviderFault OAUTH_TIMEOUT']);
  });

  test('does not prevent signing out here, and the page says that the session there goes on', async () => {
    const { environment, browser, isSignedIn, faults } = await visitProvider(nowhere);
    const id = await environment.tokenSigner.fingerprintOf('session a token');
    const openedAt = environment.clock.now().toISOString();
    await environment.signIns.addSession({
      id,
      mail: durand.mail,
      openedAt,
      idTokenHint: 'an id_token',
    });
    browser.setCookie('__Host-session', 'a token');
    expect(await isSignedIn()).toBe(true);
    const shown = await browser.post('/deconnexion', {});
    expect(shown.status).toBe(502);
    expect(shown.text).toContain('Votre session ProConnect n’a pas pu être fermée');
    expect(faults()).toEqual(['ProviderFault ECONNREFUSED']);
    browser.setCookie('__Host-session', 'a token');
    expect(await isSignedIn()).toBe(false);
  });

  test('is not connected to over HTTP on AWS', async () => {
    const { clientId, label, secretId, siteUrl } = proConnect;
    const setting = { clientId, label, secretId, siteUrl, issuer: provider.issuer };
    const deployed = createIdentityProvider(
      {
        ...setting,
        scopes: ['openid', 'email'],
        acrValues: [],
        verifiedMailsOnly: true,
        requiredForEducation: false,
      },
      { clientSecret: async () => proConnectSecret },
    );
    const checks = { state: 's'.repeat(43), nonce: 'n'.repeat(43), verifier: 'v'.repeat(43) };
    expect(await deployed.findAuthorizationUrl(checks)).toMatchObject({ kind: 'fault' });
  });
});

describe('a provider with other options', () => {
  test('may leave its userinfo unsigned, since TLS authenticates it', async () => {
    const plain = await startProvider({ userinfo_signed_response_alg: undefined });
    const { signInThere, isSignedIn } = await visitProvider(plain);
    await signInThere();
    expect(await isSignedIn()).toBe(true);
    await plain.stop();
  });

  test('gets no PKCE challenge when it does not support PKCE', async () => {
    provider.play({
      user: durand.mail,
      tamper: (path, body) =>
        path.startsWith('/.well-known') && typeof body === 'object'
          ? { ...body, code_challenge_methods_supported: undefined }
          : body,
    });
    const away = await visit.browser.get('/connexion/oidc');
    expect(away.location).not.toContain('code_challenge');
    await visit.browser.get(await visit.there.visit(away.location));
    expect(await visit.isSignedIn()).toBe(true);
  });

  test.each([
    ['eidas2', true],
    ['eidas1', false],
    [undefined, false],
  ])('must give one of the authentication levels of the settings (%s: %s)', async (acr, enters) => {
    const { browser, there, isSignedIn } = await visitProvider(provider, {
      oidc: { acrValues: ['eidas2', 'eidas3'] },
    });
    const away = new URL((await browser.get('/connexion/oidc')).location ?? '');
    expect(JSON.parse(away.searchParams.get('claims') ?? '')).toEqual({
      id_token: { acr: { essential: true, values: ['eidas2', 'eidas3'] } },
    });
    // A visitor can remove the parameter from the URL, and a provider may ignore it.
    away.searchParams.delete('claims');
    if (acr) away.searchParams.set('claims', JSON.stringify({ id_token: { acr: null } }));
    provider.play({ user: durand.mail, acr });
    const shown = await browser.get(await there.visit(away.href));
    expect(shown.status).toBe(enters ? 303 : 403);
    expect(await isSignedIn()).toBe(enters);
  });
});
