import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFreePort } from '../../infra/local/shared/http.ts';
import { durand } from '../shared/examples.ts';
import { type LocalProvider, startProvider } from '../shared/identity-provider.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';
import { axeViolations, launchChromium, noBrowser } from './chromium.ts';
import { serveWeb } from './serve-web.ts';

describe.skipIf(noBrowser)('a secrétaire générale who has an account elsewhere', () => {
  let siteUrl: string;
  let site: Awaited<ReturnType<typeof serveWeb>>;
  let provider: LocalProvider;
  let environment: TestEnvironment;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const port = await findFreePort(0);
    // By name: to a browser the provider, which has an address, is then another site.
    siteUrl = `http://localhost:${port}`;
    provider = await startProvider({
      redirect_uris: [`${siteUrl}/connexion/oidc/retour`],
      post_logout_redirect_uris: [`${siteUrl}/connexion/oidc/sortie`],
    });
    environment = await createTestEnvironment({ oidc: { issuer: provider.issuer, siteUrl } });
    site = await serveWeb(port, environment.web);
    browser = await launchChromium();
    const viewport = { width: 320, height: 640 };
    page = await browser.newPage({ viewport, javaScriptEnabled: false, baseURL: siteUrl });
  });

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
    await provider?.stop();
  });

  test('signs in there, and is back on the page that she wanted', async () => {
    provider.play({ user: durand.mail });
    await page.goto('/colleges/0470678G');
    await page.getByRole('link', { name: 'S’identifier avec ProConnect' }).click();
    await page.getByRole('heading', { name: 'Collège André Crochepierre' }).waitFor();
  });

  test('signs out, there too: her browser follows without a script', async () => {
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.waitForURL(`${provider.issuer}/session/end**`);
    await page.getByRole('button', { name: 'I am sure' }).click();
    await page.waitForURL('/');
    await page.getByRole('link', { name: 'S’identifier avec ProConnect' }).waitFor();
    await page.goto('/colleges/0470678G');
    await page.getByRole('heading', { name: 'Se connecter' }).waitFor();
  });

  test('finds pages that axe has nothing against', async () => {
    const scripted = await browser.newPage({ baseURL: siteUrl });
    provider.play({ user: 'inconnue@colleges.example.org' });
    for (const path of ['/', '/connexion', '/connexion/oidc']) {
      await scripted.goto(path);
      expect(await axeViolations(scripted)).toEqual([]);
    }
    await scripted.getByText('sa boîte officielle peut vous rattacher').waitFor();
  });
});
