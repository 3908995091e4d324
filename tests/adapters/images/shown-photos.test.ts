import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stripMetadata } from '../../../functions/adapters/images/strip-metadata.ts';
import { launchChromium, noBrowser } from '../../journeys/chromium.ts';
import { jpegOf, pngOf, webpOf } from './sample-photos.ts';

describe.skipIf(noBrowser)('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test.each([
    ['a JPEG', jpegOf(1), '16 × 8'],
    ['a JPEG held on its side', jpegOf(6), '8 × 16'],
    ['a PNG', pngOf(1), '16 × 8'],
    ['a PNG held on its side', pngOf(8), '8 × 16'],
    ['a WebP', webpOf(6), '1 × 1'],
  ])('%s without its metadata is shown with the same orientation', async (_, photo, expected) => {
    const parsed = stripMetadata(photo);
    if (parsed.kind !== 'clean') throw new Error(parsed.kind);
    const url = `data:${parsed.type};base64,${Buffer.from(parsed.bytes).toString('base64')}`;
    const page = await browser.newPage();
    await page.setContent(`<img alt="" src="${url}">`);
    // Passed as a string, because this project has no types of the DOM.
    const shown = await page.evaluate(
      "(([image]) => image.decode().then(() => image.naturalWidth + ' × ' + image.naturalHeight))(document.images)",
    );
    expect(shown).toBe(expected);
    await page.close();
  });
});
