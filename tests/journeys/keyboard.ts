import type { Locator, Page } from 'playwright-core';

/** Walks with the Tab key until that control has the focus: what cannot be reached so cannot be used by everyone. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab');
    if (await control.evaluate((element) => element.matches(':focus'))) return;
  }
  throw new Error(`the Tab key never reaches ${control.toString()}`);
}

export async function typeInto(page: Page, control: Locator, text: string): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.type(text);
}

export async function press(page: Page, control: Locator, key: 'Enter' | 'Space'): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}
