import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stripMetadata } from '../../functions/adapters/images/strip-metadata.ts';
import { newDamage } from '../../functions/domain/damages/damage.ts';
import { type PhotoSubject, photoLimits } from '../../functions/domain/photo.ts';
import { makeFollowUpDamage } from '../../functions/use-cases/damages.ts';
import { createPhotoProcessor, makeOfferPhoto } from '../../functions/use-cases/photos.ts';
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
  makeOfferPhoto({ ...environment, photos: bucket.photos, newId: () => `p${++ids}` })({
    of,
    by,
    returnTo,
  });

const processUpload = (photoId: string) =>
  createPhotoProcessor({ ...environment, photos: bucket.photos, clean: stripMetadata })({
    uai,
    damageId,
    photoId,
  });

async function send(bytes: Uint8Array): Promise<string> {
  const outcome = await offer();
  if (outcome.kind !== 'offered') throw new Error(outcome.kind);
  await upload(outcome.form, bytes);
  return outcome.photoId;
}

const photosOf = async () => (await environment.damages.find(uai, damageId))?.photos;

describe('a photo that arrives', () => {
  test('is on its damage once it is stripped, and what was uploaded is gone', async () => {
    const photoId = await send(jpegOf(6));
    expect(await processUpload(photoId)).toEqual({ kind: 'ready' });
    expect(await photosOf()).toEqual([{ id: photoId, state: 'ready' }]);
    expect(bucket.keys()).toEqual([`ready/${uai}/${damageId}/${photoId}`]);
    const shown = await fetch(await bucket.photos.viewLink({ uai, damageId, photoId }));
    expect(await shown.text()).not.toContain('Secret');
  });

  test('twice is one', async () => {
    const photoId = await send(jpegOf(1));
    await processUpload(photoId);
    expect(await processUpload(photoId)).toEqual({ kind: 'gone' });
    expect(await photosOf()).toHaveLength(1);
  });

  test('is neither lost nor doubled when the first attempt died before its end', async () => {
    const photoId = await send(jpegOf(1));
    const dying = { ...bucket.photos, remove: () => Promise.reject(new Error('killed')) };
    const attempt = createPhotoProcessor({ ...environment, photos: dying, clean: stripMetadata });
    await expect(attempt({ uai, damageId, photoId })).rejects.toThrow('killed');
    expect(await processUpload(photoId)).toEqual({ kind: 'ready' });
    expect(await photosOf()).toEqual([{ id: photoId, state: 'ready' }]);
  });

  test('that cannot be shown is refused, said so, and makes room for the next', async () => {
    expect(await processUpload(await send(heic))).toEqual({ kind: 'heic' });
    expect(await photosOf()).toEqual([{ id: 'p1', state: 'refused' }]);
    expect(bucket.keys()).toEqual([]);
    await processUpload(await send(jpegOf(1)));
    expect(await photosOf()).toEqual([{ id: 'p2', state: 'ready' }]);
  });

  test('with others at the same moment leaves out none', async () => {
    const photoIds = [await send(jpegOf(1)), await send(jpegOf(1)), await send(jpegOf(1))];
    await Promise.all(photoIds.map(processUpload));
    expect((await photosOf())?.map(({ id }) => id).toSorted()).toEqual(photoIds);
  });

  test('writes nothing into the journal of the damage: nobody is told of it', async () => {
    await processUpload(await send(jpegOf(1)));
    expect((await environment.damages.find(uai, damageId))?.journal).toHaveLength(1);
  });

  test('for a damage that is not there is thrown away', async () => {
    const nowhere = { uai, damageId: 'ZZZZZZ', photoId: 'p' };
    await upload(await bucket.photos.uploadForm(nowhere, { returnTo }), jpegOf(1));
    const take = createPhotoProcessor({
      ...environment,
      photos: bucket.photos,
      clean: stripMetadata,
    });
    expect(await take(nowhere)).toEqual({ kind: 'unwanted' });
    expect(bucket.keys()).toEqual([]);
  });
});

describe('a photo that arrives while the collège answers', () => {
  const answer = (idempotencyKey: string) =>
    makeFollowUpDamage(environment)(
      { uai, id: damageId, by: durand, channel: 'web', idempotencyKey, expectedVersion: 1 },
      { answer: 'repair-confirmed', comment: '' },
    );

  test('makes their form stale neither before nor after it is sent', async () => {
    await processUpload(await send(jpegOf(1)));
    expect(await answer('mine')).toMatchObject({ kind: 'done', damage: { state: 'repaired' } });
    await processUpload(await send(jpegOf(1)));
    expect(await answer('mine')).toMatchObject({ kind: 'done' });
    expect((await environment.damages.find(uai, damageId))?.journal).toHaveLength(2);
    expect(await photosOf()).toHaveLength(2);
    expect(await answer('another')).toMatchObject({ kind: 'conflict' });
  });

  test('at the very same moment is on the damage, and so is their answer', async () => {
    const photoIds = [await send(jpegOf(1)), await send(jpegOf(1))];
    const [outcome] = await Promise.all([answer('mine'), ...photoIds.map(processUpload)]);
    expect(outcome).toMatchObject({ kind: 'done' });
    expect(await photosOf()).toHaveLength(2);
    expect(await environment.damages.find(uai, damageId)).toMatchObject({ state: 'repaired' });
  });
});

describe('a damage that has all its photos', () => {
  beforeEach(async () => {
    for (let count = 0; count < photoLimits.perThing; count += 1) {
      await processUpload(await send(jpegOf(1)));
    }
  });

  test('is offered no form', async () => {
    expect(await offer()).toEqual({ kind: 'full' });
  });

  test('takes in no other, from whatever form it was sent', async () => {
    const late = { uai, damageId, photoId: 'late' };
    await upload(await bucket.photos.uploadForm(late, { returnTo }), jpegOf(1));
    expect(await processUpload('late')).toEqual({ kind: 'unwanted' });
    expect(await photosOf()).toHaveLength(photoLimits.perThing);
    expect(bucket.keys()).toHaveLength(photoLimits.perThing);
  });
});

test('only those who speak for the collège are offered the form', async () => {
  const unlinkedUser = { ...durand, memberOf: [jeanMoulin.uai] };
  expect(await offer(unlinkedUser)).toEqual({ kind: 'forbidden' });
  expect(await offer(durand, { uai, damageId: 'ZZZZZZ' })).toEqual({ kind: 'forbidden' });
});
