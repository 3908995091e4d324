import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseUploadKey } from '../../../functions/adapters/s3/photos.ts';
import { photoLimits } from '../../../functions/domain/photo.ts';
import type { UploadForm } from '../../../functions/use-cases/ports.ts';
import { crochepierre } from '../../shared/examples.ts';
import { type PhotoBucket, startPhotoBucket, upload } from '../../shared/photo-bucket.ts';

const photo = { uai: crochepierre.uai, damageId: '7F3K2M', photoId: 'a-1' };
const returnTo = 'https://casiers.example.org/signalements?photo=a-1';
const bytes = new Uint8Array([1, 2, 3]);

let bucket: PhotoBucket;
beforeEach(async () => {
  bucket = await startPhotoBucket();
});
afterEach(() => bucket.stop());

describe('the upload form', () => {
  let form: UploadForm;
  beforeEach(async () => {
    form = await bucket.photos.uploadForm(photo, { returnTo });
  });
  const codeOf = async (response: Response) =>
    /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1];

  test('stores one file under its key and redirects the browser', async () => {
    const response = await upload(form, bytes);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toContain(`${returnTo}&bucket=photos&key=`);
    expect(bucket.keys()).toEqual([`incoming/${crochepierre.uai}/7F3K2M/a-1`]);
    expect(bucket.created).toHaveLength(1);
    expect(await bucket.photos.read(photo)).toEqual(bytes);
  });

  test.each([
    ['another key', { key: 'ready/0470678G/7F3K2M/a-1' }],
    ['another type', { 'Content-Type': 'text/html' }],
    ['another redirect', { success_action_redirect: 'https://elsewhere.example.org' }],
    ['an extra field', { acl: 'public-read' }],
    ['another signature', { 'X-Amz-Signature': '0'.repeat(64) }],
    ['another policy', { Policy: Buffer.from('{}').toString('base64') }],
  ])('is refused with %s', async (_, changes) => {
    const response = await upload(form, bytes, changes);
    expect(response.status).toBe(403);
    expect(bucket.keys()).toEqual([]);
  });

  test('accepts ten megabytes at most, and no empty file', async () => {
    expect((await upload(form, new Uint8Array(photoLimits.bytes))).status).toBe(303);
    const larger = await upload(form, new Uint8Array(photoLimits.bytes + 1));
    expect(await codeOf(larger)).toBe('EntityTooLarge');
    expect(await codeOf(await upload(form, new Uint8Array()))).toBe('EntityTooSmall');
  });

  test('expires after a quarter of an hour', async () => {
    bucket.wait(14);
    expect((await upload(form, bytes)).status).toBe(303);
    bucket.wait(16);
    expect(await codeOf(await upload(form, bytes))).toBe('AccessDenied');
  });

  test('requires the type if one was given', async () => {
    const input = await bucket.photos.uploadForm(photo, { returnTo, type: 'image/png' });
    expect(input.fields).toMatchObject({ 'Content-Type': 'image/png' });
    expect((await upload(input, bytes, { 'Content-Type': 'image/jpeg' })).status).toBe(403);
    expect((await upload(input, bytes)).status).toBe(303);
  });
});

describe('the view link', () => {
  beforeEach(() => bucket.photos.write(photo, { type: 'image/png', bytes }));

  test('shows the photo that was written, with its type', async () => {
    const response = await fetch(await bucket.photos.viewLink(photo));
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  test('expires after ten minutes', async () => {
    const link = await bucket.photos.viewLink(photo);
    bucket.wait(11);
    expect((await fetch(link)).status).toBe(403);
  });

  test('gives access to no other object or method', async () => {
    const link = await bucket.photos.viewLink(photo);
    expect((await fetch(link.replace('a-1', 'a-2'))).status).toBe(403);
    expect((await fetch(link.replace('Expires=600', 'Expires=6000'))).status).toBe(403);
    expect((await fetch(link.split('?')[0] ?? '')).status).toBe(403);
    expect((await fetch(link, { method: 'DELETE' })).status).toBe(403);
  });

  test('never shows an upload', async () => {
    await bucket.photos.remove(photo);
    const form = await bucket.photos.uploadForm({ ...photo, photoId: 'b' }, { returnTo });
    await upload(form, bytes);
    const link = await bucket.photos.viewLink({ ...photo, photoId: 'b' });
    expect((await fetch(link)).status).toBe(404);
  });
});

test('an upload can be removed twice', async () => {
  await upload(await bucket.photos.uploadForm(photo, { returnTo }), bytes);
  await bucket.photos.remove(photo);
  await bucket.photos.remove(photo);
  expect(await bucket.photos.read(photo)).toBeUndefined();
});

test('a damage and a réserve with the same ids have separate photos', async () => {
  const { uai, damageId, photoId } = photo;
  const other = { uai, deliveryId: damageId, reserveId: 'R1', photoId };
  await upload(await bucket.photos.uploadForm(photo, { returnTo }), bytes);
  await upload(await bucket.photos.uploadForm(other, { returnTo }), new Uint8Array([9]));
  expect(await bucket.photos.read(photo)).toEqual(bytes);
  expect(await bucket.photos.read(other)).toEqual(new Uint8Array([9]));
  expect(bucket.created.map(({ key }) => parseUploadKey(key))).toEqual([photo, other]);
});

test.each([
  ['incoming/0470678G/7F3K2M/a-1', photo],
  [
    'incoming/0470678G/7F3K2M/R1/a-1',
    { uai: crochepierre.uai, deliveryId: '7F3K2M', reserveId: 'R1', photoId: 'a-1' },
  ],
  ['ready/0470678G/7F3K2M/a-1', undefined],
  ['ready/0470678G/7F3K2M/R1/a-1', undefined],
  ['incoming/0470678Z/7F3K2M/a-1', undefined],
  ['incoming/0470678G/7F3K2M/R1/a/1', undefined],
  ['incoming/0470678G/7F3K2M//a', undefined],
  ['incoming/0470678G/../a', undefined],
])('the key %s is parsed', (key, expected) => {
  expect(parseUploadKey(key)).toEqual(expected);
});
