import type { Browser, Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalEnvironment, startLocalEnvironment } from '../infra/local/local-environment.ts';
import { axeViolations, launchChromium, noBrowser } from './chromium.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { signIn } from './sign-in.ts';

describe.skipIf(noBrowser)('another system, told of deliveries', { timeout: 60_000 }, () => {
  let environment: LocalEnvironment;
  let browser: Browser;
  let desk: Page;
  let receiver: Receiver;
  let subscriber = '';
  let secret = '';

  beforeAll(async () => {
    [environment, browser, receiver] = await Promise.all([
      startLocalEnvironment(),
      launchChromium(),
      startReceiver(),
    ]);
    desk = await (await browser.newContext({ baseURL: environment.url })).newPage();
    desk.setDefaultTimeout(10_000);
    await signIn(desk, environment, 'education@casiers.example.org');
  });

  afterAll(async () => {
    await browser?.close();
    await receiver?.close();
    await environment?.stop();
  });

  /** The page as it stands, as axe sees it, and a wide and a narrow screen. */
  async function look(): Promise<void> {
    for (const width of [1280, 320]) {
      await desk.setViewportSize({ width, height: 800 });
      expect(await axeViolations(desk), desk.url()).toEqual([]);
      expect(await desk.evaluate('document.documentElement.scrollWidth'), desk.url()).toBe(width);
    }
    await desk.setViewportSize({ width: 1280, height: 800 });
  }

  const press = (name: string) => desk.getByRole('button', { name, exact: true }).click();

  /** Of the newest event of that name, once it is so: what is sent shows a moment later. */
  async function waitForState(event: string, state: string): Promise<void> {
    await expect
      .poll(
        async () => {
          await desk.goto(subscriber);
          const row = desk.getByRole('row').filter({ hasText: event }).first();
          return (await row.count()) > 0 ? await row.textContent() : '';
        },
        { timeout: 30_000, interval: 500 },
      )
      .toContain(state);
  }

  test('is added by the service Éducation, and its secret is shown once', async () => {
    await desk.goto('/education/abonnes');
    await look();
    await press('Ajouter l’abonné');
    await desk.getByRole('alert').waitFor();
    await look();
    await desk.getByLabel('Nom de l’abonné').fill('Logiciel de maintenance');
    await desk.getByLabel('Adresse de réception').fill(receiver.url);
    await desk.getByLabel('Livraison arrivée au collège').check();
    await press('Ajouter l’abonné');
    await look();
    secret = (await desk.getByText(/^whsec_/).textContent()) ?? '';
    await desk.getByRole('link', { name: 'Voir l’abonné' }).click();
    subscriber = new URL(desk.url()).pathname;
    expect(await desk.content()).not.toContain('whsec_');
    await look();
  });

  test('hears a test, which that secret has signed', async () => {
    await press('Envoyer un essai');
    await desk.getByRole('status').filter({ hasText: 'L’envoi est parti' }).waitFor();
    await waitForState('Essai', 'Reçu');
    await look();
    const [heard] = receiver.heard;
    const event = new Webhook(secret).verify(heard?.body ?? '', heard?.headers ?? {});
    expect(event).toMatchObject({ type: 'subscriber.tested' });
  });

  test('that fails is tried again, and hears the same event once it is mended and somebody replays it', async () => {
    receiver.answer = 500;
    receiver.heard.length = 0;
    await press('Envoyer un essai');
    await waitForState('Essai', '500');
    await expect.poll(() => receiver.heard.length, { timeout: 20_000 }).toBe(2);
    await waitForState('Essai', 'Nouvel essai à venir');
    await desk.getByText('Rien ne passe depuis').waitFor();
    await look();
    receiver.answer = 204;
    await desk
      .getByRole('button', { name: /^Rejouer Essai/ })
      .first()
      .click();
    await waitForState('Essai', 'Reçu');
    expect(new Set(receiver.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await desk.getByText('Rien ne passe depuis').count()).toBe(0);
  });

  test('beside that of this machine, is told of a delivery moved on the desk, after its pause only', async () => {
    receiver.heard.length = 0;
    await press('Mettre en pause');
    await look();
    await desk.goto('/local/subscriber');
    await look();
    await press('L’abonner');
    await planAndUpdate();
    const arrived = desk
      .getByRole('listitem')
      .filter({ hasText: 'delivery.arrived' })
      .filter({ hasText: 'Signature vérifiée, répondu 204' });
    await expect
      .poll(async () => (await desk.goto('/local/subscriber')) && (await arrived.count()), {
        timeout: 20_000,
        interval: 500,
      })
      .toBe(1);
    await look();
    await waitForState('Livraison arrivée', 'Retenu pendant la pause');
    expect(receiver.heard).toEqual([]);
    await press('Reprendre les envois');
    await waitForState('Livraison arrivée', 'Reçu');
    expect(receiver.heard).toHaveLength(1);
  });

  test('that changes its secret is sent both signatures for a day', async () => {
    receiver.heard.length = 0;
    await press('Changer le secret');
    await look();
    const next = (await desk.getByText(/^whsec_/).textContent()) ?? '';
    await desk.getByRole('link', { name: 'Voir l’abonné' }).click();
    await press('Envoyer un essai');
    await expect.poll(() => receiver.heard.length, { timeout: 20_000 }).toBe(1);
    const [heard] = receiver.heard;
    for (const each of [secret, next])
      new Webhook(each).verify(heard?.body ?? '', heard?.headers ?? {});
  });

  test('is sent the past, where it has not heard it yet', async () => {
    await desk.goto(subscriber);
    await press('Envoyer le passé');
    await desk.getByRole('alert').waitFor();
    await look();
    await desk.goto('/education/abonnes');
    await desk.getByLabel('Nom de l’abonné').fill('Transports');
    await desk.getByLabel('Adresse de réception').fill(receiver.url);
    await desk.getByLabel('Livraison prévue').check();
    await press('Ajouter l’abonné');
    await desk.getByRole('link', { name: 'Voir l’abonné' }).click();
    subscriber = new URL(desk.url()).pathname;
    for (let time = 0; time < 2; time += 1) {
      await desk.getByLabel('Depuis le').last().fill('01/01/2020');
      await press('Envoyer le passé');
      await desk.getByRole('status').waitFor();
      await waitForState('Livraison prévue', 'Reçu');
    }
    await look();
    expect(await desk.getByRole('row').filter({ hasText: '204 en' }).count()).toBe(1);
  });

  test('answers that it is no more, and is disabled', async () => {
    receiver.answer = 410;
    await press('Envoyer un essai');
    await expect
      .poll(async () => (await desk.goto(subscriber)) && (await desk.content()), {
        timeout: 20_000,
        interval: 500,
      })
      .toContain('Désactivé');
    await desk.getByText('l’adresse n’existe plus (410)').waitFor();
    await look();
  });

  async function planAndUpdate(): Promise<void> {
    await desk.goto('/colleges/0470678G');
    await desk.getByRole('link', { name: 'Prévoir une livraison' }).click();
    await desk.getByLabel('Livraison le').fill('3/2/2099');
    await desk.getByLabel('Le matin').check();
    await desk.getByRole('button', { name: 'Prévoir et prévenir' }).click();
    await desk
      .getByText(/^Prévue le|Confirmer quand même/)
      .first()
      .waitFor();
    const confirm = desk.getByRole('button', { name: 'Confirmer quand même' });
    if ((await confirm.count()) > 0) await confirm.click();
    await desk.getByText('Prévue le').first().waitFor();
    await desk.getByLabel('Les casiers sont arrivés au collège').check();
    await desk.getByRole('button', { name: 'Enregistrer et prévenir le collège' }).click();
    await desk
      .getByText(/^Arrivée le/)
      .first()
      .waitFor();
  }
});
