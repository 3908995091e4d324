import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalEnvironment, startLocalEnvironment } from '../infra/local/local-environment.ts';
import { axeViolations, launchChromium, noBrowser } from './chromium.ts';
import { signIn } from './sign-in.ts';

describe.skipIf(noBrowser)('the service Éducation at its desk, without scripts', () => {
  let environment: LocalEnvironment;
  let browser: Browser;
  let desk: BrowserContext;
  let page: Page;
  let damage = '';

  beforeAll(async () => {
    [environment, browser] = await Promise.all([
      startLocalEnvironment({ args: ['--demo'] }),
      launchChromium(),
    ]);
    desk = await browser.newContext({ javaScriptEnabled: false, baseURL: environment.url });
    page = await desk.newPage();
    await signIn(page, environment, 'education@casiers.example.org');
  });

  afterAll(async () => {
    await browser?.close();
    await environment?.stop();
  });

  test('deals with the dangerous damage first, and plans its repair', async () => {
    await page.getByRole('link', { name: 'La campagne' }).click();
    await page.getByRole('link', { name: 'Signalements' }).click();
    const first = page.getByRole('row').nth(1);
    await first.getByText('Dangereux').waitFor();
    await first.getByRole('link').click();
    damage = new URL(page.url()).pathname;
    await page.getByLabel('Une réparation est prévue').check();
    await page.getByLabel('Réparation prévue le').fill('3/2/2099');
    await page.getByLabel('Un mot pour le collège').fill('L’équipe passe mardi.');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Réparation prévue le 3 février 2099.').waitFor();
    await page.getByRole('link', { name: 'Revenir aux signalements' }).click();
    await page.getByRole('link', { name: 'Réparation prévue (1)' }).click();
    await page.getByRole('cell', { name: 'Réparation prévue le 3 février 2099.' }).waitFor();
  });

  test('finds somebody, and closes their sessions', async () => {
    await page.goto('/education/agents');
    await page.getByLabel('Chercher une personne').fill('durand');
    await page.getByRole('button', { name: 'Chercher' }).click();
    await page.getByRole('link', { name: 'Claire Durand' }).click();
    await page.getByRole('button', { name: 'Fermer toutes ses sessions' }).click();
    await page.getByText('sessions fermées, par Service Éducation').waitFor();
  });

  test.each([
    ['light', 320],
    ['dark', 1280],
  ] as const)(
    'axe finds nothing wrong, and no page is too wide or too heavy: %s, %i px',
    async (scheme, width) => {
      const seen = await browser.newContext({
        baseURL: environment.url,
        colorScheme: scheme,
        viewport: { width, height: 800 },
        storageState: await desk.storageState(),
      });
      const tab = await seen.newPage();
      const claire = `/education/agents/${encodeURIComponent('claire.durand@colleges.example.org')}`;
      for (const path of [
        '/education',
        '/education/signalements',
        '/education/livraisons',
        '/colleges/0470678G/livraisons/nouvelle',
        '/livraisons/L-0470678G-2025-1',
        '/livraisons/L-0470103G-2025-2/date',
        '/education/agents',
        claire,
        `${claire}/suppression`,
        '/colleges/0470678G/agents',
        '/mon-compte',
        damage,
      ]) {
        const response = await tab.goto(path);
        expect(await axeViolations(tab), path).toEqual([]);
        expect(await tab.evaluate('document.documentElement.scrollWidth'), path).toBe(width);
        expect(gzipSync((await response?.text()) ?? '').length, path).toBeLessThan(25_000);
      }
      await tab.getByLabel('pas de réparation').check();
      await tab.getByRole('button', { name: 'Enregistrer' }).click();
      await tab.getByText('Dites au collège pourquoi').first().waitFor();
      expect(await axeViolations(tab), 'the moves with an error').toEqual([]);
      await seen.close();
    },
  );
});
