import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jpegOf } from '../adapters/images/sample-photos.ts';
import { type LocalEnvironment, startLocalEnvironment } from '../infra/local/local-environment.ts';
import { axeViolations, launchChromium, noBrowser } from './chromium.ts';
import { press, typeInto } from './keyboard.ts';
import { signIn } from './sign-in.ts';

describe.skipIf(noBrowser)('an agent d’accueil who never touches a mouse', () => {
  let environment: LocalEnvironment;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [environment, browser] = await Promise.all([startLocalEnvironment(), launchChromium()]);
    page = await (await browser.newContext({ baseURL: environment.url })).newPage();
    await signIn(page, environment, 'claire.durand@colleges.example.org');
  });

  afterAll(async () => {
    await browser?.close();
    await environment?.stop();
  });

  test('reports a damage from the first page to the reference', async () => {
    await press(page, page.getByRole('link', { name: 'Collège André Crochepierre' }), 'Enter');
    await page.waitForURL('**/colleges/*');
    await press(page, page.getByRole('link', { name: 'Signaler un dégât' }), 'Enter');
    await page.waitForURL('**/nouveau');
    await typeInto(page, page.getByLabel('Bâtiment'), 'Bâtiment B');
    await typeInto(page, page.getByLabel('Numéros des casiers'), '101-112, 115');
    await press(page, page.getByLabel('D’anciens casiers'), 'Space');
    await press(page, page.getByLabel('Porte', { exact: true }), 'Space');
    await press(page, page.getByRole('button', { name: 'Envoyer le signalement' }), 'Enter');
    // She forgot one question: the focus is on the bad news, and its link leads to the question.
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').evaluate((alert) => alert.matches(':focus'))).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    await press(page, page.getByRole('alert').getByRole('link'), 'Enter');
    await page.keyboard.press('Space');
    await press(page, page.getByRole('button', { name: 'Envoyer le signalement' }), 'Enter');
    await page.getByText('C’est fait').waitFor();
    expect(page.url()).toContain('/degats/D-0470678G-');
    expect(await axeViolations(page)).toEqual([]);
  });

  test('adds a photo, which everybody sees without what the phone wrote in it', async () => {
    await page.getByRole('link', { name: 'Ajouter une photo' }).click();
    expect(await axeViolations(page)).toEqual([]);
    const photo = { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(jpegOf(6)) };
    await page.getByLabel('Choisir ou prendre une photo').setInputFiles(photo);
    await page.getByRole('button', { name: 'Envoyer la photo' }).click();
    const shown = page.getByRole('img', { name: /Photo 1 du signalement D-0470678G/ });
    await expect
      .poll(async () => (await page.reload()) && (await shown.count()), { timeout: 15_000 })
      .toBe(1);
    const bytes = await page.request.get((await shown.getAttribute('src')) ?? '');
    expect((await bytes.body()).toString('latin1')).not.toContain('Secret');
    const width = await page.evaluate(
      'document.images[0].decode().then(() => document.images[0].naturalWidth)',
    );
    expect(width).toBe(8);
    await page.getByRole('link', { name: 'Revenir au signalement' }).click();
    await shown.waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  test('sees what she reported on a narrow phone, and on her collège’s page', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of [page.url(), '/colleges/0470678G']) {
      await page.goto(path);
      await page.getByText('101-112, 115').first().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    }
  });

  test('a colleague who files meanwhile is told to her, and she keeps her text', async () => {
    const colleague = await (await browser.newContext({ baseURL: environment.url })).newPage();
    await signIn(colleague, environment, 'omar.petit@colleges.example.org');
    const form = '/declarations/2026-0470678G/formulaire';
    await page.goto(form);
    await page.getByLabel('Casiers à remplacer').fill('12');
    await colleague.goto('/colleges/0470678G');
    await colleague.getByRole('button', { name: /état néant/ }).click();
    await colleague.getByText('État néant déposé').first().waitFor();
    await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
    await page.getByText('Quelqu’un a écrit en même temps que vous').waitFor();
    await page.getByText(/état néant déposé par Omar Petit/).waitFor();
    expect(await page.getByLabel('Casiers à remplacer').inputValue()).toBe('12');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
    await page.getByText('Brouillon enregistré').waitFor();
  });
});
