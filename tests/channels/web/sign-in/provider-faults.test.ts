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

/** Reads a token without any doubt. */
function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

/** Changes the id_token on its way from the provider. */
const inIdToken = (change: (token: string) => string) => (path: string, body: unknown) =>
  path === '/token' && typeof body === 'object' && body && 'id_token' in body
    ? { ...body, id_token: change(String(body.id_token)) }
    : body;

/** Changes what the provider says of somebody. */
const inUserinfo = (change: (token: string) => string) => (path: string, body: unknown) =>
  path === '/me' ? change(String(body)) : body;

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const unsigned = (token: string) => `${part({ alg: 'none' })}.${token.split('.')[1]}.`;
/** As by who has stolen the secret of the client. */
function shared(token: string): string {
  const text = `${part({ alg: 'HS256' })}.${token.split('.')[1]}`;
  return `${text}.${createHmac('sha256', proConnectSecret).update(text).digest('base64url')}`;
}

describe('what cannot be believed', () => {
  const forged = (token: string) => provider.signed(claimsOf(token), 'forger');
  const saying = (claims: object) => (token: string) =>
    provider.signed({ ...claimsOf(token), ...claims });

  test.each([
    ['an id_token signed by another', 'INVALID_RESPONSE', inIdToken(forged)],
    ['an id_token signed by nobody', 'INVALID_RESPONSE', inIdToken(unsigned)],
    ['an id_token signed with what we share', 'INVALID_RESPONSE', inIdToken(shared)],
    [
      'an id_token for another trip',
      'JWT_CLAIM_COMPARISON_FAILED',
      inIdToken(saying({ nonce: 'a'.repeat(43) })),
    ],
    [
      'an id_token for another client',
      'JWT_CLAIM_COMPARISON_FAILED',
      inIdToken(saying({ aud: 'another' })),
    ],
    [
      'an id_token of another provider',
      'JWT_CLAIM_COMPARISON_FAILED',
      inIdToken(saying({ iss: 'https://other.example.org' })),
    ],
    [
      'an id_token that is over',
      'JWT_TIMESTAMP_CHECK_FAILED',
      inIdToken(saying({ exp: 1_700_000_000 })),
    ],
    ['no id_token', 'INVALID_RESPONSE', inIdToken(() => '')],
    ['a userinfo signed by another', 'INVALID_RESPONSE', inUserinfo(forged)],
    ['a userinfo signed by nobody', 'INVALID_RESPONSE', inUserinfo(unsigned)],
    [
      'a userinfo for another client',
      'JWT_CLAIM_COMPARISON_FAILED',
      inUserinfo(saying({ aud: 'another' })),
    ],
    [
      'a userinfo of somebody else',
      'JSON_ATTRIBUTE_COMPARISON_FAILED',
      inUserinfo(saying({ sub: 'another' })),
    ],
    ['a userinfo that is no token', 'INVALID_RESPONSE', inUserinfo(() => 'Bonjour')],
  ])('%s opens nothing, is told to us, and tells the visitor nothing', async (_, code, tamper) => {
    const { browser, faults } = visit;
    provider.play({ user: durand.mail, tamper });
    const shown = await visit.signInThere();
    expect(shown.status).toBe(502);
    expect(shown.text).toContain('un code par courriel');
    expect(shown.html).not.toMatch(/token|nonce|JWT|OAUTH|127\.0\.0\.1/);
    expect(browser.cookies()).not.toHaveProperty('__Host-session');
    expect(await visit.isSignedIn()).toBe(false);
    expect(faults()).toEqual([`ProviderFault OAUTH_${code}`]);
  });

  test('the same answers, untouched, are believed', async () => {
    provider.play({ user: durand.mail, tamper: inIdToken(saying({})) });
    await visit.signInThere();
    expect(await visit.isSignedIn()).toBe(true);
  });
});

describe('a provider out of reach', () => {
  /** Where nobody listens. */
  const nowhere = { issuer: '', play: () => undefined };
  beforeAll(async () => {
    nowhere.issuer = `http://127.0.0.1:${await findFreePort(0)}`;
  });

  test('stops nobody: a code still opens the door', async () => {
    const { browser, isSignedIn, faults } = await visitProvider(nowhere);
    expect((await browser.get('/connexion/oidc')).status).toBe(502);
    expect(faults()).toEqual(['ProviderFault ECONNREFUSED']);
    await browser.signIn(durand);
    expect(await isSignedIn()).toBe(true);
  });

  test('is asked again by the next who comes', async () => {
    provider.play({ tamper: () => 'Bonjour' });
    expect((await visit.browser.get('/connexion/oidc')).status).toBe(502);
    provider.play({ user: durand.mail });
    expect((await visit.signInThere()).status).toBe(303);
  });

  test.each([
    ['at the start', '/.well-known/openid-configuration', 100],
    ['at the return', '/token', 1000],
  ])('is not waited for (%s)', async (_, silentAt, timeoutMilliseconds) => {
    const { browser, there, faults } = await visitProvider(provider, { timeoutMilliseconds });
    provider.play({ user: durand.mail, silentAt });
    const away = await browser.get('/connexion/oidc');
    const shown = away.status === 303 ? await browser.get(await there.visit(away.location)) : away;
    expect(shown.status).toBe(502);
    expect(faults()).toEqual(['ProviderFault OAUTH_TIMEOUT']);
  });

  test('does not keep anybody signed in here, and they are told that they still are there', async () => {
    const { world: environment, browser, isSignedIn, faults } = await visitProvider(nowhere);
    const id = await environment.tokenSigner.fingerprintOf('session a token');
    const openedAt = environment.clock.now().toISOString();
    await environment.signIns.addSession({
      id,
      mail: durand.mail,
      openedAt,
      idTokenHint: 'of elsewhere',
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

  test('by a safe line is not reached by another', async () => {
    const { clientId, label, secretId, siteUrl } = proConnect;
    const setting = { clientId, label, secretId, siteUrl, issuer: provider.issuer };
    const deployed = createIdentityProvider(
      { ...setting, scopes: ['openid', 'email'], acrValues: [] },
      { clientSecret: async () => proConnectSecret },
    );
    const checks = { state: 's'.repeat(43), nonce: 'n'.repeat(43), verifier: 'v'.repeat(43) };
    expect(await deployed.findAuthorizationUrl(checks)).toMatchObject({ kind: 'fault' });
  });
});

describe('a provider of another kind', () => {
  test('that does not sign what it says of people is believed on its own line', async () => {
    const plain = await startProvider({ userinfo_signed_response_alg: undefined });
    const { signInThere, isSignedIn } = await visitProvider(plain);
    await signInThere();
    expect(await isSignedIn()).toBe(true);
    await plain.stop();
  });

  test('that offers no proof keys is not shown any', async () => {
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
  ])('lets in who signed in there as surely as the settings want (%s: %s)', async (acr, enters) => {
    const { browser, there, isSignedIn } = await visitProvider(provider, {
      oidc: { acrValues: ['eidas2', 'eidas3'] },
    });
    const away = new URL((await browser.get('/connexion/oidc')).location ?? '');
    expect(JSON.parse(away.searchParams.get('claims') ?? '')).toEqual({
      id_token: { acr: { essential: true, values: ['eidas2', 'eidas3'] } },
    });
    // As by somebody who struck the demand off the address, or by a provider that knows none.
    away.searchParams.delete('claims');
    if (acr) away.searchParams.set('claims', JSON.stringify({ id_token: { acr: null } }));
    provider.play({ user: durand.mail, acr });
    const shown = await browser.get(await there.visit(away.href));
    expect(shown.status).toBe(enters ? 303 : 403);
    expect(await isSignedIn()).toBe(enters);
  });
});
