import type { Page } from 'playwright-core';
import type { LocalEnvironment } from '../infra/local/local-environment.ts';

/** Asks for a code, reads it in the mailbox as its owner would, and types it. */
export async function signIn(page: Page, { url, mailboxUrl }: LocalEnvironment, mail: string) {
  await page.goto(`${url}/connexion`);
  await page.getByLabel('Adresse électronique').fill(mail);
  await page.getByRole('button', { name: 'Recevoir un code' }).click();
  const code = await newestCode(page, mailboxUrl, mail);
  await page.getByLabel('Code à 6 chiffres').fill(code);
  await page.getByRole('button', { name: 'Se connecter' }).click();
}

/** The stream brings the mail a moment later. */
async function newestCode(page: Page, mailboxUrl: string, mail: string): Promise<string> {
  const mailbox = await page.context().newPage();
  for (let look = 0; look < 100; look += 1) {
    await mailbox.goto(mailboxUrl);
    const line = mailbox.getByRole('listitem').filter({ hasText: mail }).first();
    const text = (await line.count()) > 0 ? ((await line.textContent()) ?? '') : '';
    const code = /(\d{3} \d{3}) est votre code/.exec(text)?.[1];
    if (code) {
      await mailbox.close();
      return code;
    }
    await mailbox.waitForTimeout(100);
  }
  throw new Error(`no code came to ${mail}`);
}
