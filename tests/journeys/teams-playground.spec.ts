import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';

/*
 * In Microsoft's own playground, before a local world that runs: `npm run test:teams`, see docs/teams.md. It is fetched
 * under Microsoft's terms and is no part of this project, so CI walks the same ways without it, in tests/channels/teams.
 */
const address = process.env['TEAMS_PLAYGROUND'];

describe('in the playground of Microsoft', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    page = await browser.newPage();
    await page.goto(address ?? '');
  });

  async function say(text: string) {
    await page.locator('div[role=textbox][contenteditable=true]').first().click();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
  const press = (name: string) => page.getByRole('button', { name, exact: true }).last().click();
  const sees = (text: string) => page.getByText(text).last().waitFor({ timeout: 15_000 });

  test('Claire is asked again for what is wrong, and goes on once it is right', async () => {
    await say('déclarer');
    await sees('Étape 1 sur 4');
    const inService = page.getByLabel('Casiers en service').last();
    await inService.fill('beaucoup');
    await press('Continuer');
    await sees('Erreur');
    expect(await inService.inputValue()).toBe('beaucoup');
    await inService.fill('120');
    await press('Continuer');
    await sees('Étape 2 sur 4');
    await press('Retour');
    await sees('Étape 1 sur 4');
    expect(await inService.inputValue()).toBe('120');
  });

  test('a damage that a sentence tells is understood, completed and sent', async () => {
    await say(`3 portes cassées bâtiment B, casiers ${100 + (Date.now() % 9000)}`);
    await sees('Voici ce qui a été compris');
    await press('Continuer le signalement');
    await page.getByLabel('D’anciens casiers').last().check();
    await page.getByLabel('Non', { exact: true }).last().check();
    await press('Envoyer');
    await sees('Historique');
  });

  test.each(['Gestionnaires', 'Casiers'])(
    'where several are, it answers whoever names it: %s',
    async (place) => {
      await page.getByText(place, { exact: true }).first().click();
      const box = page.locator('div[role=textbox][contenteditable=true]').first();
      // A channel asks first for a new thread.
      const thread = page.getByRole('button', { name: /new (conversation|thread|post)/i });
      if ((await thread.count()) > 0) await thread.first().click();
      await box.click();
      await page.keyboard.type('@Cas', { delay: 100 });
      await page.getByRole('menuitem', { name: 'Casiers 47' }).click();
      await page.keyboard.type(' aide');
      await page.keyboard.press('Enter');
      await sees('Ce que vous pouvez écrire');
      await press('Revenir au début');
      await sees('Recensement');
    },
  );
}, 60_000);
