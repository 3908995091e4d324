import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newDelivery } from '../../../../functions/domain/deliveries/delivery.ts';
import { withReservePhotos } from '../../../../functions/domain/deliveries/transitions.ts';
import type { Photo } from '../../../../functions/domain/photo.ts';
import { crochepierre, durand, inspector, lambert, plan } from '../../../shared/examples.ts';
import { type PhotoBucket, startPhotoBucket } from '../../../shared/photo-bucket.ts';
import { createTestEnvironment, type TestEnvironment } from '../../../shared/test-environment.ts';
import { type Browser, openBrowser } from '../browser.ts';
import { readPdf } from '../documents/read-pdf.ts';

const { uai } = crochepierre;
const id = '7F3K2M';
const page = '/livraisons/L-0470678G-7F3K2M';
const photosPage = `${page}/reserves/R2/photos`;

let bucket: PhotoBucket;
let environment: TestEnvironment;
let college: Browser;
let service: Browser;

beforeEach(async () => {
  bucket = await startPhotoBucket();
  environment = await createTestEnvironment({ photos: bucket.photos });
  [college, service] = [openBrowser(environment), openBrowser(environment)];
  await college.signIn(durand);
  await service.signIn(inspector);
  const act = { at: '2026-01-14T08:00:00.000Z', who: 'Lucie Martin', channel: 'web' } as const;
  await environment.deliveries.save(
    newDelivery(plan, { uai, id }, { ...act, idempotencyKey: 'a' }),
  );
  await college.post(`${page}/reception`, {
    counted: '46',
    verdict: 'with-reserves',
    lockers1: '12-14',
    parts1: 'lock',
    signedName: 'Claire Durand',
    signedRole: 'Secrétaire générale',
  });
});
afterEach(() => bucket.stop());

async function savePhotos(photos: readonly Photo[]): Promise<void> {
  const delivery = await environment.deliveries.find(uai, id);
  if (!delivery) throw new Error('no delivery');
  await environment.deliveries.save(withReservePhotos(delivery, 'R2', photos));
}

const imagesIn = (html: string) =>
  [...html.matchAll(/<img src="([^"]+)" alt="([^"]+)"/g)].map(([, src = '', alt]) => ({
    link: src.replaceAll('&amp;', '&'),
    alt,
  }));

describe('the photos of a réserve', () => {
  test('are added by one link per réserve once the receipt is signed', async () => {
    const { linkTo, text } = await college.get(page);
    expect(linkTo('Ajouter une photo à la réserve R1')).toBe(`${page}/reserves/R1/photos`);
    expect(linkTo('Ajouter une photo à la réserve R2')).toBe(photosPage);
    expect(text).not.toContain('signalez aussi');
  });

  test('are sent to the bucket by a form that the content security policy allows, and that returns to the page', async () => {
    const { html, hidden, text, headers } = await college.get(photosPage);
    expect(html).toContain(`action="${bucket.url}`);
    expect(text).toContain('3 casiers : 12-14. Serrure.');
    expect(hidden['key']).toMatch(/^incoming\/0470678G\/7F3K2M\/R2\/[\w-]+$/);
    expect(hidden['success_action_redirect']).toBe(`https://casiers.example.org${photosPage}`);
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain(`form-action 'self' ${new URL(bucket.url).origin}`);
  });

  test('that have just been sent are announced on the page until they are ready', async () => {
    const key = 'incoming/0470678G/7F3K2M/R2/d';
    const { text, linkTo } = await college.get(`${photosPage}?key=${encodeURIComponent(key)}`);
    expect(text).toContain('Photo reçue, en préparation');
    expect(linkTo('Actualiser')).toBe('?key=d');
    await savePhotos([{ id: 'd', state: 'ready' }]);
    expect((await college.get(`${photosPage}?key=d`)).text).not.toContain('en préparation');
  });

  test('are shown to the collège and the service Éducation by links that expire, which the content security policy allows', async () => {
    await savePhotos([
      { id: 'a', state: 'ready' },
      { id: 'b', state: 'ready' },
    ]);
    for (const reader of [college, service]) {
      const { html, headers } = await reader.get(page);
      const images = imagesIn(html);
      expect(images.map(({ alt }) => alt)).toEqual([
        'Photo 1 de la réserve R2',
        'Photo 2 de la réserve R2',
      ]);
      const [{ link } = { link: '' }] = images;
      expect(link).toContain('X-Amz-Expires=600');
      expect(link).toContain('/ready/0470678G/7F3K2M/R2/a?');
      expect(headers.get('Content-Security-Policy')).toContain(
        `img-src 'self' ${new URL(link).origin}`,
      );
    }
  });

  test('are added by the collège alone', async () => {
    expect((await service.get(page)).text).not.toContain('Ajouter une photo');
    expect((await service.get(photosPage)).status).toBe(404);
    const other = openBrowser(environment);
    await other.signIn(lambert);
    expect((await other.get(photosPage)).status).toBe(404);
    expect((await college.get(`${page}/reserves/R9/photos`)).status).toBe(404);
  });

  test('that could not be read are shown with what to do', async () => {
    await savePhotos([{ id: 'a', state: 'refused' }]);
    expect((await college.get(page)).text).toContain('« Le plus compatible »');
  });

  test('are six at most, and are still shown then', async () => {
    await savePhotos(Array.from({ length: 6 }, (_, index) => ({ id: `${index}`, state: 'ready' })));
    const { html, text, headers } = await college.get(`${photosPage}?key=late`);
    expect(text).toContain('a déjà ses 6 photos');
    expect(text).not.toContain('en préparation');
    expect(html).not.toContain('type="file"');
    const [{ link } = { link: '' }] = imagesIn(html);
    expect(headers.get('Content-Security-Policy')).toContain(new URL(link).origin);
  });

  test('are counted on the bon de réception', async () => {
    const receiptText = async () => {
      const response = await environment.web.request(`${page}/bons/1.pdf`, {
        headers: { Cookie: `__Host-session=${college.cookies()['__Host-session']}` },
      });
      return (await readPdf(new Uint8Array(await response.arrayBuffer()))).text;
    };
    expect(await receiptText()).toContain('R2 3 casiers : 12-14. Serrure. Pas encore levée.');
    await savePhotos([
      { id: 'a', state: 'ready' },
      { id: 'b', state: 'ready' },
      { id: 'c', state: 'refused' },
    ]);
    expect(await receiptText()).toContain(
      'R2 3 casiers : 12-14. Serrure. 2 photos. Pas encore levée.',
    );
  });

  test('cause no conflict in the form that lifts the réserve, which ends adding photos', async () => {
    const { hidden } = await service.get(`${page}/reserves/R2`);
    await savePhotos([{ id: 'a', state: 'ready' }]);
    const lifted = await service.post(`${page}/reserves/R2`, {
      ...hidden,
      note: 'Serrure changée.',
    });
    expect([lifted.status, lifted.location]).toEqual([303, page]);
    const { html, text } = await college.get(page);
    expect(imagesIn(html)).toHaveLength(1);
    expect(text).not.toContain('Ajouter une photo à la réserve R2');
    expect((await college.get(photosPage)).text).toContain('Cette réserve est levée');
  });
});
