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
  /** Where the page that they are shown goes by itself. */
  const exitOf = (shown: { headers: Headers }) =>
    (shown.headers.get('refresh') ?? '').replace('0; url=', '');

  test('ends the session there too, for whoever came that way', async () => {
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

  test('tells the provider no more than the profile allows', async () => {
    await visit.signInThere();
    const asked = new URL(exitOf(await browser.post('/deconnexion', {}))).searchParams;
    expect([...asked.keys()].toSorted()).toEqual([
      'id_token_hint',
      'post_logout_redirect_uri',
      'state',
    ]);
  });

  test('of a session that a code opened concerns nobody else', async () => {
    await browser.signIn(durand);
    expect(await browser.post('/deconnexion', {})).toMatchObject({ status: 303, location: '/' });
  });

  test('twice is no trouble', async () => {
    await visit.signInThere();
    const token = browser.cookies()['__Host-session'] ?? '';
    await browser.post('/deconnexion', {});
    browser.setCookie('__Host-session', token);
    expect(await browser.post('/deconnexion', {})).toMatchObject({ status: 303, location: '/' });
  });

  test('has all it needs in the table: the cookie of the session is as short as any', async () => {
    await visit.signInThere();
    expect(browser.cookies()['__Host-session']).toHaveLength(43);
  });
});
