import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { durand } from '../../../shared/examples.ts';
import { type LocalProvider, startProvider } from '../../../shared/identity-provider.ts';
import type { Browser } from '../browser.ts';
import { type Visit, visitProvider } from './visit-provider.ts';

let provider: LocalProvider;
let visit: Visit;
let browser: Browser;

beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.stop());
beforeEach(async () => {
  visit = await visitProvider(provider);
  ({ browser } = visit);
});

describe('signing out', () => {
  /** Where the page redirects with Refresh. */
  const exitOf = (shown: { headers: Headers }) =>
    (shown.headers.get('refresh') ?? '').replace('0; url=', '');

  test('ends the session at the provider too, when the provider opened it', async () => {
    await visit.signInThere();
    expect(visit.there.isSignedIn()).toBe(true);
    const shown = await browser.post('/deconnexion', {});
    expect(shown.status).toBe(200);
    expect(shown.text).not.toContain('Se déconnecter');
    expect(shown.linkTo('fermer la session ProConnect')).toBe(exitOf(shown));
    expect(await visit.isSignedIn()).toBe(false);
    const back = await visit.there.visit(exitOf(shown));
    expect(back).toMatch(/^\/connexion\/oidc\/sortie\?state=[\w-]{43}$/);
    expect(visit.there.isSignedIn()).toBe(false);
    expect(await browser.get(back)).toMatchObject({ status: 303, location: '/' });
  });

  test('sends the provider only the parameters that ProConnect knows', async () => {
    await visit.signInThere();
    const parameters = new URL(exitOf(await browser.post('/deconnexion', {}))).searchParams;
    expect([...parameters.keys()].toSorted()).toEqual([
      'id_token_hint',
      'post_logout_redirect_uri',
      'state',
    ]);
  });

  test('does not involve the provider in a session that a code opened', async () => {
    await browser.signIn(durand);
    expect(await browser.post('/deconnexion', {})).toMatchObject({ status: 303, location: '/' });
  });

  test('can be repeated', async () => {
    await visit.signInThere();
    const token = browser.cookies()['__Host-session'] ?? '';
    await browser.post('/deconnexion', {});
    browser.setCookie('__Host-session', token);
    expect(await browser.post('/deconnexion', {})).toMatchObject({ status: 303, location: '/' });
  });

  test('keeps the id_token in the table, so that the session cookie stays short', async () => {
    await visit.signInThere();
    expect(browser.cookies()['__Host-session']).toHaveLength(43);
  });
});
