import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jpegOf } from '../adapters/images/sample-photos.ts';
import { readPdf } from '../channels/web/documents/read-pdf.ts';
import { type LocalEnvironment, startLocalEnvironment } from '../infra/local/local-environment.ts';
import { axeViolations, launchChromium, noBrowser } from './chromium.ts';
import { press, typeInto } from './keyboard.ts';
import { signIn } from './sign-in.ts';

describe.skipIf(noBrowser)('a delivery to Crochepierre, from planned to closed', () => {
  let environment: LocalEnvironment;
  let browser: Browser;
  let desk: Page;
  let phone: Page;
  let delivery = '';

  beforeAll(async () => {
    [environment, browser] = await Promise.all([startLocalEnvironment(), launchChromium()]);
    desk = await open('education@casiers.example.org', 1280);
    phone = await open('claire.durand@colleges.example.org', 320);
  });

  afterAll(async () => {
    await browser?.close();
    await environment?.stop();
  });

  async function open(mail: string, width: number): Promise<Page> {
    const viewport = { width, height: 800 };
    const page = await (await browser.newContext({ baseURL: environment.url, viewport })).newPage();
    await signIn(page, environment, mail);
    return page;
  }

  /** The page as it stands, as axe and a narrow screen see it. */
  async function look(page: Page): Promise<void> {
    expect(await axeViolations(page), page.url()).toEqual([]);
    const width = page.viewportSize()?.width;
    expect(await page.evaluate('document.documentElement.scrollWidth'), page.url()).toBe(width);
  }

  async function statusUpdate(label: string): Promise<void> {
    await desk.goto(delivery);
    await desk.getByLabel(label).check();
    await desk.getByRole('button', { name: 'Enregistrer et prévenir le collège' }).click();
    await desk.waitForURL(`**${delivery}`);
  }

  test('is planned by the service Éducation, which is warned and means it', async () => {
    await desk.goto('/colleges/0470678G');
    await desk.getByRole('link', { name: 'Prévoir une livraison' }).click();
    await look(desk);
    expect(await desk.getByLabel('Nombre de casiers').inputValue()).toBe('48');
    await desk.getByLabel('Livraison le').fill('1/2/2099');
    await desk.getByLabel('Le matin').check();
    await desk.getByLabel('Numéro de bon de commande').fill('BC-2099-001');
    await desk.getByRole('button', { name: 'Prévoir et prévenir' }).click();
    await desk.getByText('Le dimanche 1er février 2099').waitFor();
    await look(desk);
    await desk.getByRole('button', { name: 'Confirmer quand même' }).click();
    await desk.getByText('Prévue le dimanche 1er février 2099, le matin.').waitFor();
    delivery = new URL(desk.url()).pathname;
  });

  test('leaves, arrives, and asks the collège for its bon', async () => {
    await statusUpdate('Les casiers sont partis');
    await statusUpdate('Les casiers sont arrivés au collège');
    await phone.goto('/colleges/0470678G');
    await look(phone);
    await phone.goto(delivery);
    await phone.getByRole('link', { name: 'Remplir le bon de réception' }).click();
    await look(phone);
  });

  test('is signed for in the corridor, by thumb or by keys, with a réserve', async () => {
    const reserves = phone.getByRole('heading', { name: 'Vos réserves' });
    expect(await reserves.isVisible()).toBe(false);
    await typeInto(phone, phone.getByLabel('Combien de casiers'), '47');
    await press(phone, phone.getByLabel('Tout est là'), 'Space');
    await phone.keyboard.press('ArrowDown');
    await reserves.waitFor();
    const first = phone.getByRole('group', { name: 'Réserve 1' });
    await typeInto(phone, first.getByLabel('Numéros des casiers'), '12-14');
    await press(phone, phone.getByText('Une autre réserve').first(), 'Enter');
    await look(phone);
    await press(phone, phone.getByRole('button', { name: 'Signer le bon' }), 'Enter');
    await phone.getByRole('alert').waitFor();
    await look(phone);
    await first.getByLabel('Serrure').check();
    await phone.getByLabel('Votre nom').fill('Claire Durand');
    await phone.getByLabel('Votre fonction').fill('Secrétaire générale');
    await phone.getByRole('button', { name: 'Signer le bon' }).dblclick();
    await phone.getByText('Livraison acceptée avec des réserves').waitFor();
    await phone.getByText('1 casier manque.').waitFor();
    await look(phone);
  });

  test('shows a réserve by a photo, which both sides see without what the phone wrote in it', async () => {
    await phone.getByRole('link', { name: 'Ajouter une photo à la réserve R2' }).click();
    await look(phone);
    const photo = { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(jpegOf(6)) };
    await phone.getByLabel('Choisir ou prendre une photo').setInputFiles(photo);
    await phone.getByRole('button', { name: 'Envoyer la photo' }).click();
    const shown = phone.getByRole('img', { name: 'Photo 1 de la réserve R2' });
    await expect
      .poll(async () => (await phone.reload()) && (await shown.count()), { timeout: 15_000 })
      .toBe(1);
    await look(phone);
    await phone.getByRole('link', { name: 'Revenir à la livraison' }).click();
    const bytes = await phone.request.get((await shown.getAttribute('src')) ?? '');
    expect((await bytes.body()).toString('latin1')).not.toContain('Secret');
    await look(phone);
    await desk.goto(delivery);
    await desk.getByRole('img', { name: 'Photo 1 de la réserve R2' }).waitFor();
    await look(desk);
  });

  test('has a bon to take away, drawn by the very bundle that is deployed', async () => {
    const link = phone.getByRole('link', { name: 'Télécharger le bon' });
    const bon = await phone.request.get((await link.getAttribute('href')) ?? '');
    const { text } = await readPdf(new Uint8Array(await bon.body()));
    expect(text).toContain('Casiers comptés 47 sur 48 annoncés');
    expect(text).toContain('R2 3 casiers : 12-14. Serrure. 1 photo. Pas encore levée.');
  });

  test('is followed in a calendar that needs no session', async () => {
    await phone.goto('/colleges/0470678G');
    await phone.getByText('Suivre les livraisons').click();
    await look(phone);
    const address = await phone.getByLabel('Adresse du calendrier').inputValue();
    const calendarFeed = await (await fetch(address)).text();
    expect(calendarFeed).toContain('SUMMARY:Livraison de 48 casiers');
  });

  test('is installed, and closed with its last réserve', async () => {
    await statusUpdate('Les casiers sont installés');
    await look(desk);
    for (const id of ['R1', 'R2']) {
      await desk.getByRole('link', { name: `Lever la réserve ${id}` }).click();
      await look(desk);
      await desk.getByLabel('Ce qui a été fait').fill('Vu avec l’atelier.');
      await desk.getByRole('button', { name: 'Lever la réserve' }).click();
      await desk.getByText(`réserve levée par Service Éducation, sur le site (${id})`).waitFor();
    }
    await desk.getByText(/^Terminée, installée le/).waitFor();
    await look(desk);
  });

  test('takes the old lockers away, and counts those that serve the training', async () => {
    await phone.goto(delivery);
    await phone.getByRole('link', { name: 'Noter la reprise' }).click();
    await look(phone);
    await phone.getByLabel('Combien d’anciens casiers').fill('44');
    await phone.getByLabel('Au Département').check();
    await phone.getByLabel('Mise au rebut').check();
    await phone.getByLabel('Enlevés le').fill('2/2/2026');
    await phone.getByLabel('formation au soudage').fill('16');
    await phone.getByRole('button', { name: 'Enregistrer la reprise' }).click();
    await phone.getByText('reprise des anciens casiers notée par Claire Durand').waitFor();
    await look(phone);
    await desk.goto('/education/livraisons?etat=closed');
    await desk.getByRole('cell', { name: /Terminée/ }).waitFor();
    await desk.getByRole('term').filter({ hasText: 'soudage' }).waitFor();
    await look(desk);
    await desk.setViewportSize({ width: 320, height: 800 });
    await look(desk);
    await desk.goto(delivery);
    await look(desk);
  });

  test('is told to the service Éducation in the night, the late ones first', async () => {
    expect(await environment.runNightlyDigest()).toMatch(/\d livraisons? \(/);
  });
});
