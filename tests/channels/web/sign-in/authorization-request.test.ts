import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalProvider, startProvider } from '../../../shared/identity-provider.ts';
import type { TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';
import { type Visit, visitProvider } from './visit-provider.ts';

const authorizationCookie = '__Host-trajet';

let provider: LocalProvider;
let visit: Visit;
let environment: TestEnvironment;
let browser: Browser;

beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.stop());
beforeEach(async () => {
  visit = await visitProvider(provider);
  ({ environment, browser } = visit);
});

describe('a return from the identity provider', () => {
  const expectRefused = async (path: string, who = browser) => {
    const shown = await who.get(path);
    expect(shown.status).toBe(400);
    expect(shown.text).toContain('Cette connexion ne peut plus servir');
    expect(await visit.isSignedIn(who)).toBe(false);
  };

  test('is accepted once', async () => {
    const back = await visit.leave();
    expect((await browser.get(back)).status).toBe(303);
    await browser.post('/deconnexion', {});
    await expectRefused(back);
  });

  test('is accepted once, even from a copy of the browser’s cookies', async () => {
    const back = await visit.leave();
    const thief = openBrowser(environment);
    thief.setCookie(authorizationCookie, browser.cookies()[authorizationCookie] ?? '');
    await browser.get(back);
    await expectRefused(back, thief);
  });

  test('is refused in another browser', async () => {
    const otherBrowser = openBrowser(environment);
    await expectRefused(await visit.leave(), otherBrowser);
    await otherBrowser.get('/connexion/oidc');
    await expectRefused(await visit.leave(), otherBrowser);
  });

  test('is refused after ten minutes', async () => {
    const back = await visit.leave();
    environment.setClock('2026-01-14T08:22:00.000Z');
    await expectRefused(back);
  });

  test('is refused with another state or none', async () => {
    for (const spoil of [
      (query: URLSearchParams) => query.set('state', 'a'.repeat(43)),
      (query: URLSearchParams) => query.delete('state'),
    ]) {
      const back = new URL(await visit.leave(), 'https://casiers.example.org');
      spoil(back.searchParams);
      await expectRefused(`${back.pathname}${back.search}`);
    }
  });

  test.each([
    ['the signature', 0],
    ['the state', 1],
    ['the instant', 2],
    ['the path', 3],
  ])('is refused when %s in the cookie was changed', async (_, part) => {
    const back = await visit.leave();
    const parts = decodeURIComponent(browser.cookies()[authorizationCookie] ?? '').split('~');
    parts[part] = part === 2 ? '2026-01-14T08:11:59.000Z' : `${parts[part]}x`;
    browser.setCookie(authorizationCookie, encodeURIComponent(parts.join('~')));
    await expectRefused(back);
  });

  test.each([
    ['nothing', ''],
    ['a letter', 'x'],
    ['only separators', '~~~~'],
    ['3,000 letters', 'a'.repeat(3000)],
    ['invalid URL encoding', '%'],
  ])('is refused when the cookie holds %s', async (_, cookie) => {
    const back = await visit.leave();
    browser.setCookie(authorizationCookie, cookie);
    await expectRefused(back);
  });

  test('of a person who cancelled there says so, and logs no error', async () => {
    provider.play({ user: undefined });
    const shown = await visit.signInThere();
    expect(shown.status).toBe(403);
    expect(shown.text).toContain('Vous avez renoncé');
    expect(environment.errors).toEqual([]);
  });
});
