import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { damageForm } from '../../../../functions/content/damages/forms.ts';
import { answersOf } from '../../../../functions/content/model/form.ts';
import {
  crochepierre,
  durand,
  inspector,
  lambert,
  damage as report,
} from '../../../shared/examples.ts';
import { type PhotoBucket, startPhotoBucket } from '../../../shared/photo-bucket.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';

let bucket: PhotoBucket;
let environment: TestEnvironment;
let browser: Browser;
let page: string;

beforeEach(async () => {
  bucket = await startPhotoBucket();
  environment = await createTestEnvironment({ photos: bucket.photos });
  browser = openBrowser(environment);
  await browser.signIn(durand);
  const form = `/colleges/${crochepierre.uai}/degats/nouveau`;
  const { hidden } = await browser.get(form);
  const filed = await browser.post(form, { ...hidden, ...answersOf(damageForm, { ...report }) });
  page = filed.location ?? '';
});
afterEach(() => bucket.stop());

async function savePhotos(photos: { id: string; state: 'ready' | 'refused' }[]): Promise<void> {
  const [damage] = await environment.damages.listOf(crochepierre.uai);
  if (!damage) throw new Error('no damage');
  await environment.damages.save({ ...damage, photos });
}

describe('the photos of a damage', () => {
  test('are uploaded by a form that may post to the bucket only', async () => {
    const { html, headers } = await browser.get(`${page}/photos`);
    expect(html).toContain(`action="${bucket.url}`);
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain(`form-action 'self' ${new URL(bucket.url).origin}`);
    expect(html).toContain('https://casiers.example.org/degats/');
  });

  test('are shown by links that expire, on a page whose policy allows their origin', async () => {
    await savePhotos([{ id: 'a', state: 'ready' }]);
    const { html, headers, text } = await browser.get(page);
    const link = /<img src="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(link).toContain('X-Amz-Expires=600');
    expect(link).toContain('ready/');
    expect(headers.get('Content-Security-Policy')).toContain(
      `img-src 'self' ${new URL(link).origin}`,
    );
    expect(text).not.toContain('Aucune photo');
  });

  test('that were refused are reported with advice', async () => {
    await savePhotos([{ id: 'a', state: 'refused' }]);
    expect((await browser.get(page)).text).toContain('« Le plus compatible »');
  });

  test('that were just uploaded are announced as being processed', async () => {
    const { text } = await browser.get(`${page}/photos?bucket=photos&key=incoming/a/b/c&etag=d`);
    expect(text).toContain('Photo reçue, en préparation');
  });

  test('are six at most', async () => {
    await savePhotos(Array.from({ length: 6 }, (_, index) => ({ id: `${index}`, state: 'ready' })));
    const { html, text } = await browser.get(`${page}/photos`);
    expect(text).toContain('a déjà ses 6 photos');
    expect(html).not.toContain('type="file"');
  });

  test('are shown to the service Éducation, and added only by the collège', async () => {
    await savePhotos([{ id: 'a', state: 'ready' }]);
    const service = openBrowser(environment);
    await service.signIn(inspector);
    const { html } = await service.get(page);
    expect(html).toContain('<img');
    expect(html).not.toContain('Ajouter une photo');
    expect((await service.get(`${page}/photos`)).status).toBe(404);
  });

  test('are not shown to other collèges', async () => {
    const other = openBrowser(environment);
    await other.signIn(lambert);
    expect((await other.get(`${page}/photos`)).status).toBe(404);
  });
});
