import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

const places = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const found = places.find((place) => place !== undefined && existsSync(place));
if (!found && process.env['CI']) throw new Error('CI needs a browser: install chromium');

/** Journeys say so when there is no browser to walk them in; CI fails instead. */
export const noBrowser = found === undefined;

export async function launchChromium(): Promise<Browser> {
  if (!found) throw new Error('no browser');
  return chromium.launch({
    executablePath: found,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** What axe finds wrong with the page as it stands, by rule and place. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  // Evaluated, not added: the pages allow no script.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document)');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
}
