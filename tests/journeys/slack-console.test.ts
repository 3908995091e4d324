import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalEnvironment, startLocalEnvironment } from '../infra/local/local-environment.ts';
import { axeViolations, launchChromium, noBrowser } from './chromium.ts';

describe.skipIf(noBrowser)('a newcomer without a workspace, in the Slack of their machine', () => {
  let environment: LocalEnvironment;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [environment, browser] = await Promise.all([startLocalEnvironment(), launchChromium()]);
    const phone = await browser.newContext({
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

  const command = async (texts: string) => {
    await page.getByLabel('Une commande').fill(texts);
    await page.getByRole('button', { name: 'Lancer' }).click();
  };
  const goOn = () => page.getByRole('button', { name: 'Continuer', exact: true }).click();

  test('finds it from the start, and asks for the counter', async () => {
    expect(environment.output()).toContain(`${environment.url}/local/slack`);
    await page.goto('/local');
    await page.getByRole('link', { name: 'Slack' }).click();
    await page.getByText('Claire Durand (claire.durand@colleges.example.org)').waitFor();
    await command('');
    await page.getByText('Le collège n’a pas encore répondu').waitFor();
  });

  test('opens the form by its button, and is told in place what is wrong', async () => {
    await page.locator('.message').getByRole('button', { name: 'Déclarer un besoin' }).click();
    await page.getByLabel('Casiers en service').fill('cent vingt');
    await goOn();
    await page.getByText('Écrivez un nombre en chiffres').waitFor();
    expect(await page.getByLabel('Casiers en service').inputValue()).toBe('cent vingt');
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(320);
  });

  test('fills in four steps, goes back, and files', async () => {
    await page.getByLabel('Casiers en service').fill('120');
    await goOn();
    await page.getByLabel('Casiers à remplacer').fill('24');
    await page.getByRole('button', { name: 'Retour' }).click();
    expect(await page.getByLabel('Casiers en service').inputValue()).toBe('120');
    await goOn();
    await page.getByLabel('Casiers à remplacer').fill('36');
    await page.getByLabel('6e', { exact: true }).check();
    await goOn();
    await goOn();
    await page.getByLabel('Nom et prénom').fill('Claire Durand');
    await page.getByLabel('Principal(e)').check();
    await page.getByLabel('adresse électronique').fill('claire.durand@colleges.example.org');
    await page.getByRole('button', { name: 'Déposer', exact: true }).click();
    await page.locator('#fenetre').getByText('2026-0470678G').first().waitFor();
    await page.getByText('déclaration déposée par Claire Durand, dans Slack').waitFor();
    await page.getByRole('button', { name: 'Fermer' }).click();
    expect(await page.locator('#fenetre').count()).toBe(0);
  });

  test('somebody whom nobody knows is bound by the code of the official mailbox', async () => {
    await page.getByRole('link', { name: 'Sacha Bernard' }).click();
    await page.getByText('que le guichet ne connaît pas encore').waitFor();
    await command('besoin');
    await page.getByRole('button', { name: 'Choisir mon collège' }).click();
    await page.getByLabel('Quel collège').selectOption({ label: 'Collège Stendhal, Aiguillon' });
    await page.getByRole('button', { name: 'Recevoir un code' }).click();
    await page.getByLabel('Code reçu').fill(await linkCode(page, environment));
    await page.getByRole('button', { name: 'Me rattacher' }).click();
    await page.getByText('pour : Collège Stendhal (Aiguillon)').waitFor();
  });

  test('finds nothing to mend on the pages of the console', async () => {
    const context = await browser.newContext({ baseURL: environment.url });
    const seen = await context.newPage();
    for (const path of ['claire.durand/bot', 'claire.durand/education', 'education/accueil']) {
      await seen.goto(`/local/slack/${path}`);
      expect(await axeViolations(seen), path).toEqual([]);
    }
    await seen.goto('/local/slack/claire.durand/bot');
    await seen.getByRole('button', { name: 'Signaler un dégât' }).first().click();
    await seen.locator('#fenetre').getByText('Où sont les casiers').waitFor();
    expect(await axeViolations(seen), 'a modal').toEqual([]);
    await context.close();
  });
});

/** It comes to the mailbox of the collège, a moment later. */
async function linkCode(page: Page, { mailboxUrl }: LocalEnvironment): Promise<string> {
  const mailbox = await page.context().newPage();
  const subject = mailbox.getByRole('link', { name: 'est le code de rattachement' });
  await expect
    .poll(async () => {
      await mailbox.goto(mailboxUrl);
      return subject.count();
    })
    .toBe(1);
  const code = ((await subject.textContent()) ?? '').slice(0, 7);
  await mailbox.close();
  return code;
}
