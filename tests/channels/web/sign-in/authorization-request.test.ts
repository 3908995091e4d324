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
  ({ world: environment, browser } = visit);
});

describe('a return', () => {
  const stopped = async (path: string, who = browser) => {
    const shown = await who.get(path);
    expect(shown.status).toBe(400);
    expect(shown.text).toContain('Cette connexion ne peut plus servir');
    expect(await visit.isSignedIn(who)).toBe(false);
  };

  test('serves once', async () => {
    const back = await visit.leave();
    expect((await browser.get(back)).status).toBe(303);
    await browser.post('/deconnexion', {});
    await stopped(back);
  });

  test('serves once, even to who copied all that the browser kept', async () => {
    const back = await visit.leave();
    const thief = openBrowser(environment);
    thief.setCookie(authorizationCookie, browser.cookies()[authorizationCookie] ?? '');
    await browser.get(back);
    await stopped(back, thief);
  });

  test('is of no use in another browser', async () => {
    const unlinkedUser = openBrowser(environment);
    await stopped(await visit.leave(), unlinkedUser);
    await unlinkedUser.get('/connexion/oidc');
    await stopped(await visit.leave(), unlinkedUser);
  });

  test('comes within ten minutes', async () => {
    const back = await visit.leave();
    environment.setClock('2026-01-14T08:22:00.000Z');
    await stopped(back);
  });

  test('with another state, or none, is astray', async () => {
    for (const spoil of [
      (query: URLSearchParams) => query.set('state', 'a'.repeat(43)),
      (query: URLSearchParams) => query.delete('state'),
    ]) {
      const back = new URL(await visit.leave(), 'https://casiers.example.org');
      spoil(back.searchParams);
      await stopped(`${back.pathname}${back.search}`);
    }
  });

  test.each([
    ['its seal', 0],
    ['its state', 1],
    ['its instant', 2],
    ['where it leads', 3],
  ])('is astray when somebody changed %s in what the browser kept', async (_, part) => {
    const back = await visit.leave();
    const parts = decodeURIComponent(browser.cookies()[authorizationCookie] ?? '').split('~');
    parts[part] = part === 2 ? '2026-01-14T08:11:59.000Z' : `${parts[part]}x`;
    browser.setCookie(authorizationCookie, encodeURIComponent(parts.join('~')));
    await stopped(back);
  });

  test.each([
    ['nothing', ''],
    ['a letter', 'x'],
    ['no part', '~~~~'],
    ['far too much', 'a'.repeat(3000)],
    ['no text', '%'],
  ])('is astray when the browser kept %s', async (_, kept) => {
    const back = await visit.leave();
    browser.setCookie(authorizationCookie, kept);
    await stopped(back);
  });

  test('from who gave up there says so, and is no trouble of ours', async () => {
    provider.play({ user: undefined });
    const shown = await visit.signInThere();
    expect(shown.status).toBe(403);
    expect(shown.text).toContain('Vous avez renoncé');
    expect(environment.errors).toEqual([]);
  });
});
