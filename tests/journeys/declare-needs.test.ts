import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPdf } from '../channels/web/documents/read-pdf.ts';
import { type LocalEnvironment, startLocalEnvironment } from '../infra/local/local-environment.ts';
import { axeViolations, launchChromium, noBrowser } from './chromium.ts';
import { signIn } from './sign-in.ts';

const reference = '2026-0470678G';

describe.skipIf(noBrowser)('a secrétaire générale on her phone, then the service Éducation', () => {
  let environment: LocalEnvironment;
  let browser: Browser;
  let phone: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    [environment, browser] = await Promise.all([startLocalEnvironment(), launchChromium()]);
    phone = await browser.newContext({
      viewport: { width: 320, height: 640 },
      javaScriptEnabled: false,
      baseURL: environment.url,
    });
    page = await phone.newPage();
  });

  afterAll(async () => {
    await browser?.close();
    await environment?.stop();
  });

  test('signs in by the code in her mailbox, and is told what is expected', async () => {
    await signIn(page, environment, 'claire.durand@colleges.example.org');
    await page.getByRole('link', { name: 'Collège André Crochepierre' }).click();
    await page.getByText('Le collège n’a pas encore répondu').waitFor();
    // The programme's first delivery.
    await page.getByText(/48 casiers.*arrivée le 17 décembre 2025/).waitFor();
  });

  test('is told what is wrong, where it is wrong, and keeps what she typed', async () => {
    await page.getByRole('link', { name: 'Déclarer nos besoins' }).click();
    await page.getByLabel('Casiers en service').fill('cent vingt');
    await page.getByLabel('Casiers à remplacer').fill('24');
    await page.getByRole('button', { name: 'Déposer la déclaration' }).click();
    await page.getByRole('link', { name: 'Écrivez un nombre en chiffres' }).click();
    const inService = page.getByLabel('Casiers en service');
    expect(await page.locator(':focus').getAttribute('id')).toBe('lockersInService');
    expect(await inService.inputValue()).toBe('cent vingt');
    expect(await page.getByLabel('Casiers à remplacer').inputValue()).toBe('24');
  });

  test('leaves a draft, and finishes it', async () => {
    await page.getByLabel('Casiers en service').fill('120');
    await page.getByLabel('Dont dangereux').fill('3');
    await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
    await page.getByText('Brouillon enregistré').waitFor();
    await page.getByLabel('6e', { exact: true }).check();
    await page.getByLabel('À quel endroit').fill('Bâtiment B, 1er étage');
    await page.getByLabel('Nom et prénom').fill('Claire Durand');
    await page.getByLabel('Secrétaire général').check();
    await page.getByLabel('adresse électronique').fill('claire.durand@college.example.org');
    await page.getByRole('button', { name: 'Déposer la déclaration' }).click();
    await page.getByText('C’est fait').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/declarations/${reference}`);
    await page.getByText(/déclaration déposée par Claire Durand, sur le site/).waitFor();
  });

  test('takes her acknowledgment away as a PDF, drawn by the very bundle that is deployed', async () => {
    const downloaded = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger en PDF' }).click();
    const download = await downloaded;
    expect(download.suggestedFilename()).toBe(`accuse-${reference}.pdf`);
    const { text, info } = await readPdf(new Uint8Array(readFileSync(await download.path())));
    expect(info['Title']).toBe(`Déclaration déposée – ${reference}`);
    expect(text).toContain('À quel endroit ? Bâtiment B, 1er étage');
  });

  test('no page of hers is wider than her screen, heavier than 14 KB, or has a script', async () => {
    for (const path of pages) {
      const response = await page.goto(path);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width, path).toBeLessThanOrEqual(320);
      const html = (await response?.text()) ?? '';
      expect(html).not.toContain('<script');
      const style = await page.request.get(/href="(\/style[^"]+)"/.exec(html)?.[1] ?? '');
      const weight = gzipSync(html).length + gzipSync(await style.body()).length;
      expect(weight, path).toBeLessThanOrEqual(14_000);
    }
  });

  test.each(['light', 'dark'] as const)(
    'axe finds nothing wrong, in the %s',
    async (colorScheme) => {
      const desk = await browser.newContext({
        baseURL: environment.url,
        colorScheme,
        viewport: { width: 1280, height: 800 },
        storageState: await phone.storageState(),
      });
      const seen = await desk.newPage();
      for (const path of pages) {
        await seen.goto(path);
        expect(await axeViolations(seen), path).toEqual([]);
      }
      await seen.goto(`/declarations/${reference}/formulaire`);
      await seen.getByLabel('Casiers en service').fill('-1');
      await seen.getByRole('button', { name: 'Déposer la correction' }).click();
      expect(await axeViolations(seen), 'the form with errors').toEqual([]);
      await desk.close();
    },
  );

  test('the night brings the digest with both files, and a second night sends nothing', async () => {
    expect(await environment.runNightlyDigest()).toContain('envoyé');
    const desk = await browser.newPage({ baseURL: environment.url });
    await desk.goto(environment.mailboxUrl);
    await desk.getByRole('link', { name: 'Recensement 2026 : 1 nouvelle réponse' }).click();
    const files = desk.getByRole('link', { name: /casiers-recensement-2026-au-.*\.(xlsx|csv)/ });
    expect(await files.count()).toBe(2);
    const csv = await desk.request.get((await files.last().getAttribute('href')) ?? '');
    expect(await csv.text()).toContain(
      '0470678G;Collège André Crochepierre;Villeneuve-sur-Lot;Déposée;24;0;3;0',
    );
    await environment.runNightlyDigest();
    await desk.goto(environment.mailboxUrl);
    expect(await desk.getByRole('link', { name: 'nouvelle réponse' }).count()).toBe(1);
    // She was told too, once, that her declaration has arrived.
    expect(await desk.getByRole('link', { name: 'Déclaration déposée' }).count()).toBe(1);
  });
});

const pages = [
  '/',
  '/connexion',
  '/connexion/code',
  '/colleges/0470678G',
  '/colleges/0470678G/declarations',
  '/colleges/0470678G/degats/nouveau',
  `/declarations/${reference}`,
  `/declarations/${reference}/formulaire`,
  '/accessibilite',
  '/donnees-personnelles',
  '/nulle-part',
];
