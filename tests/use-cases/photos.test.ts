import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stripMetadata } from '../../functions/adapters/images/strip-metadata.ts';
import { newDamage } from '../../functions/domain/damages/damage.ts';
import { type PhotoRef, type PhotoSubject, photoLimits } from '../../functions/domain/photo.ts';
import { followUpDamage } from '../../functions/use-cases/damages.ts';
import { offerPhoto, processPhoto } from '../../functions/use-cases/photos.ts';
import { heic, jpegOf } from '../adapters/images/sample-photos.ts';
import { crochepierre, durand, jeanMoulin, damage as report } from '../shared/examples.ts';
import { type PhotoBucket, startPhotoBucket, upload } from '../shared/photo-bucket.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

const { uai } = crochepierre;
const damageId = '7F3K2M';
const returnTo = 'https://casiers.example.org/';

let environment: TestEnvironment;
let bucket: PhotoBucket;
let ids: number;

beforeEach(async () => {
  [environment, bucket, ids] = [await createTestEnvironment(), await startPhotoBucket(), 0];
  const act = {
    at: '2026-01-14T08:12:00.000Z',
    who: durand.name,
    channel: 'web',
    idempotencyKey: 'a',
  } as const;
  await environment.damages.save(newDamage(report, { uai, id: damageId }, act));
});
afterEach(() => bucket.stop());

const offer = (by = durand, of: PhotoSubject = { uai, damageId }) =>
  offerPhoto(
    { ...environment, photos: bucket.photos, newId: () => `p${++ids}` },
    { of, by, returnTo },
  );

const processRef = (photo: PhotoRef, photos = bucket.photos) =>
  processPhoto({ ...environment, photos, stripMetadata }, photo);
const processUpload = (photoId: string) => processRef({ uai, damageId, photoId });

async function send(bytes: Uint8Array): Promise<string> {
  const result = await offer();
  if (result.kind !== 'offered') throw new Error(result.kind);
  await upload(result.form, bytes);
  return result.photoId;
}

const photosOf = async () => (await environment.damages.find(uai, damageId))?.photos;

describe('a photo that arrives', () => {
  test('is on its damage once its metadata is stripped, and the upload is removed', async () => {
    const photoId = await send(jpegOf(6));
    expect(await processUpload(photoId)).toEqual({ kind: 'ready' });
    expect(await photosOf()).toEqual([{ id: photoId, state: 'ready' }]);
    expect(bucket.keys()).toEqual([`ready/${uai}/${damageId}/${photoId}`]);
    const shown = await fetch(await bucket.photos.viewLink({ uai, damageId, photoId }));
    expect(await shown.text()).not.toContain('Secret');
  });

  test('is processed once when its event arrives twice', async () => {
    const photoId = await send(jpegOf(1));
    await processUpload(photoId);
    expect(await processUpload(photoId)).toEqual({ kind: 'gone' });
    expect(await photosOf()).toHaveLength(1);
  });

  test('is neither lost nor doubled when the first run fails before its end', async () => {
    const photoId = await send(jpegOf(1));
    const failing = { ...bucket.photos, remove: () => Promise.reject(new Error('killed')) };
    await expect(processRef({ uai, damageId, photoId }, failing)).rejects.toThrow('killed');
    expect(await processUpload(photoId)).toEqual({ kind: 'ready' });
    expect(await photosOf()).toEqual([{ id: photoId, state: 'ready' }]);
  });

  test('that cannot be shown is marked as refused, and the next photo replaces it', async () => {
    expect(await processUpload(await send(heic))).toEqual({ kind: 'heic' });
    expect(await photosOf()).toEqual([{ id: 'p1', state: 'refused' }]);
    expect(bucket.keys()).toEqual([]);
    await processUpload(await send(jpegOf(1)));
    expect(await photosOf()).toEqual([{ id: 'p2', state: 'ready' }]);
  });

  test('at the same time as two others is recorded, as they are', async () => {
    const photoIds = [await send(jpegOf(1)), await send(jpegOf(1)), await send(jpegOf(1))];
    await Promise.all(photoIds.map(processUpload));
    expect((await photosOf())?.map(({ id }) => id).toSorted()).toEqual(photoIds);
  });

  test('adds no line to the journal of the damage', async () => {
    await processUpload(await send(jpegOf(1)));
    expect((await environment.damages.find(uai, damageId))?.journal).toHaveLength(1);
  });

  test('for a damage that does not exist is removed', async () => {
    const photo = { uai, damageId: 'ZZZZZZ', photoId: 'p' };
    await upload(await bucket.photos.uploadForm(photo, { returnTo }), jpegOf(1));
    expect(await processRef(photo)).toEqual({ kind: 'unwanted' });
    expect(bucket.keys()).toEqual([]);
  });
});

describe('a photo that arrives while the collège follows up', () => {
  const answer = (idempotencyKey: string) =>
    followUpDamage(
      environment,
      { uai, id: damageId, by: durand, channel: 'web', idempotencyKey, expectedVersion: 1 },
      { answer: 'repair-confirmed', comment: '' },
    );

  test('causes no conflict with the form, before or after it is sent', async () => {
    await processUpload(await send(jpegOf(1)));
    expect(await answer('mine')).toMatchObject({ kind: 'done', damage: { state: 'repaired' } });
    await processUpload(await send(jpegOf(1)));
    expect(await answer('mine')).toMatchObject({ kind: 'done' });
    expect((await environment.damages.find(uai, damageId))?.journal).toHaveLength(2);
    expect(await photosOf()).toHaveLength(2);
    expect(await answer('another')).toMatchObject({ kind: 'conflict' });
  });

  test('at the same time is recorded, as is the answer', async () => {
    const photoIds = [await send(jpegOf(1)), await send(jpegOf(1))];
    const [result] = await Promise.all([answer('mine'), ...photoIds.map(processUpload)]);
    expect(result).toMatchObject({ kind: 'done' });
    expect(await photosOf()).toHaveLength(2);
    expect(await environment.damages.find(uai, damageId)).toMatchObject({ state: 'repaired' });
  });
});

describe('a damage that has all its photos', () => {
  beforeEach(async () => {
    for (let count = 0; count < photoLimits.perSubject; count += 1) {
      await processUpload(await send(jpegOf(1)));
    }
  });

  test('offers no upload form', async () => {
    expect(await offer()).toEqual({ kind: 'full' });
  });

  test('accepts no other photo, even with a form that was offered earlier', async () => {
    const late = { uai, damageId, photoId: 'late' };
    await upload(await bucket.photos.uploadForm(late, { returnTo }), jpegOf(1));
    expect(await processUpload('late')).toEqual({ kind: 'unwanted' });
    expect(await photosOf()).toHaveLength(photoLimits.perSubject);
    expect(bucket.keys()).toHaveLength(photoLimits.perSubject);
  });
});

test('the upload form is offered to members of the collège only', async () => {
  const ofAnotherCollege = { ...durand, memberOf: [jeanMoulin.uai] };
  expect(await offer(ofAnotherCollege)).toEqual({ kind: 'forbidden' });
  expect(await offer(durand, { uai, damageId: 'ZZZZZZ' })).toEqual({ kind: 'forbidden' });
});
