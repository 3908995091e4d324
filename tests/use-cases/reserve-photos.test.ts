import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stripMetadata } from '../../functions/adapters/images/strip-metadata.ts';
import { newDelivery } from '../../functions/domain/deliveries/delivery.ts';
import { findReserve } from '../../functions/domain/deliveries/transitions.ts';
import { type PhotoRef, type PhotoSubject, photoLimits } from '../../functions/domain/photo.ts';
import { liftReserve, receiveDelivery } from '../../functions/use-cases/deliveries.ts';
import { offerPhoto, processPhoto } from '../../functions/use-cases/photos.ts';
import { heic, jpegOf } from '../adapters/images/sample-photos.ts';
import {
  crochepierre,
  durand,
  inspector,
  lambert,
  plan,
  reserve,
  signed,
} from '../shared/examples.ts';
import { type PhotoBucket, startPhotoBucket, upload } from '../shared/photo-bucket.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

const { uai } = crochepierre;
const id = '7F3K2M';
const of = { uai, deliveryId: id, reserveId: 'R1' };
const returnTo = 'https://casiers.example.org/';
const act = {
  at: '2026-01-14T08:00:00.000Z',
  who: inspector.name,
  channel: 'web',
  idempotencyKey: 'plan',
} as const;

let environment: TestEnvironment;
let bucket: PhotoBucket;
let ids: number;

beforeEach(async () => {
  [environment, bucket, ids] = [await createTestEnvironment(), await startPhotoBucket(), 0];
  await environment.deliveries.save(newDelivery(plan, { uai, id }, act));
  const command = { uai, id, by: durand, channel: 'web', idempotencyKey: 'sign' } as const;
  const reserves = [reserve, { ...reserve, description: 'La porte frotte.' }];
  const answers = { ...signed, verdict: 'with-reserves', reserves } as const;
  await receiveDelivery(environment, command, answers);
});
afterEach(() => bucket.stop());

const offer = (by = durand, key: PhotoSubject = of) =>
  offerPhoto(
    { ...environment, photos: bucket.photos, newId: () => `p${++ids}` },
    { of: key, by, returnTo },
  );

const processRef = (photo: PhotoRef, photos = bucket.photos) =>
  processPhoto({ ...environment, photos, stripMetadata }, photo);
const processUpload = (photoId: string) => processRef({ ...of, photoId });

async function send(bytes: Uint8Array): Promise<string> {
  const result = await offer();
  if (result.kind !== 'offered') throw new Error(result.kind);
  await upload(result.form, bytes);
  return result.photoId;
}

const stored = async () => {
  const delivery = await environment.deliveries.find(uai, id);
  if (!delivery) throw new Error('no delivery');
  return delivery;
};
const photosOf = async (reserveId: string) => findReserve(await stored(), reserveId)?.photos;

const lift = (
  expectedVersion: number,
  idempotencyKey = 'lift',
  deps: Pick<TestEnvironment, 'deliveries' | 'clock'> = environment,
) =>
  liftReserve(deps, {
    ...{ uai, id, by: inspector, channel: 'web', reserveId: 'R1', note: 'Serrure changée.' },
    ...{ expectedVersion, idempotencyKey },
  });

describe('a photo of a réserve', () => {
  test('is on that réserve alone once its metadata is stripped, and the upload is removed', async () => {
    const photoId = await send(jpegOf(6));
    expect(await processUpload(photoId)).toEqual({ kind: 'ready' });
    expect(await photosOf('R1')).toEqual([{ id: photoId, state: 'ready' }]);
    expect(await photosOf('R2')).toEqual([]);
    expect(bucket.keys()).toEqual([`ready/${uai}/${id}/R1/${photoId}`]);
    const shown = await fetch(await bucket.photos.viewLink({ ...of, photoId }));
    const picture = await shown.text();
    expect(picture).toContain('JFIF');
    expect(picture).not.toContain('Secret');
  });

  test('is processed once when its event arrives twice', async () => {
    const photoId = await send(jpegOf(1));
    await processUpload(photoId);
    expect(await processUpload(photoId)).toEqual({ kind: 'gone' });
    expect(await photosOf('R1')).toHaveLength(1);
  });

  test('is neither lost nor doubled when the first run fails before its end', async () => {
    const photoId = await send(jpegOf(1));
    const failing = { ...bucket.photos, remove: () => Promise.reject(new Error('killed')) };
    await expect(processRef({ ...of, photoId }, failing)).rejects.toThrow('killed');
    const { version } = await stored();
    expect(await processUpload(photoId)).toEqual({ kind: 'ready' });
    expect(await stored()).toMatchObject({ version });
    expect(await photosOf('R1')).toEqual([{ id: photoId, state: 'ready' }]);
  });

  test('that cannot be shown is marked as refused, and the next photo replaces it', async () => {
    expect(await processUpload(await send(heic))).toEqual({ kind: 'heic' });
    expect(await photosOf('R1')).toEqual([{ id: 'p1', state: 'refused' }]);
    await processUpload(await send(jpegOf(1)));
    expect(await photosOf('R1')).toEqual([{ id: 'p2', state: 'ready' }]);
  });

  test('at the same time as two others is recorded, as they are', async () => {
    const photoIds = [await send(jpegOf(1)), await send(jpegOf(1)), await send(jpegOf(1))];
    await Promise.all(photoIds.map(processUpload));
    expect((await photosOf('R1'))?.map((photo) => photo.id).toSorted()).toEqual(photoIds);
  });

  test.each([
    ['a réserve', { ...of, reserveId: 'R9' }],
    ['a delivery', { ...of, deliveryId: 'ZZZZZZ' }],
  ])('of %s that does not exist is offered no upload form, and is removed', async (_, unknown) => {
    expect(await offer(durand, unknown)).toEqual({ kind: 'forbidden' });
    const photo = { ...unknown, photoId: 'p' };
    await upload(await bucket.photos.uploadForm(photo, { returnTo }), jpegOf(1));
    expect(await processRef(photo)).toEqual({ kind: 'unwanted' });
    expect(bucket.keys()).toEqual([]);
  });

  test('can be added by members of the collège only', async () => {
    expect(await offer(lambert)).toEqual({ kind: 'forbidden' });
    expect(await offer(inspector)).toEqual({ kind: 'forbidden' });
  });

  test('is one of six at most, even with a form that was offered earlier', async () => {
    for (let count = 0; count < photoLimits.perSubject; count += 1)
      await processUpload(await send(jpegOf(1)));
    expect(await offer()).toEqual({ kind: 'full' });
    const late = { ...of, photoId: 'late' };
    await upload(await bucket.photos.uploadForm(late, { returnTo }), jpegOf(1));
    expect(await processUpload('late')).toEqual({ kind: 'unwanted' });
    expect(await photosOf('R1')).toHaveLength(photoLimits.perSubject);
    expect(await offer(durand, { ...of, reserveId: 'R2' })).toMatchObject({ kind: 'offered' });
  });
});

describe('a lifted réserve', () => {
  test('keeps its photos, offers no upload form, and refuses late uploads', async () => {
    await processUpload(await send(jpegOf(1)));
    const late = await send(jpegOf(1));
    expect(await lift(2)).toMatchObject({ kind: 'done' });
    expect(await processUpload(late)).toEqual({ kind: 'unwanted' });
    expect(await photosOf('R1')).toEqual([{ id: 'p1', state: 'ready' }]);
    expect(bucket.keys()).toEqual([`ready/${uai}/${id}/R1/p1`]);
    expect(await offer()).toEqual({ kind: 'over' });
  });
});

describe('a photo that arrives', () => {
  test('adds no line to the journal and causes no conflict with open forms', async () => {
    const seen = (await stored()).journal.at(-1)?.version ?? 0;
    await processUpload(await send(jpegOf(1)));
    expect((await stored()).journal).toHaveLength(2);
    expect(await lift(seen)).toMatchObject({ kind: 'done' });
    expect(await photosOf('R1')).toHaveLength(1);
  });

  test('between the read and the write of an act undoes neither', async () => {
    const photoId = await send(jpegOf(1));
    let isFirst = true;
    const deliveries = {
      ...environment.deliveries,
      async save(delivery: Parameters<typeof environment.deliveries.save>[0]) {
        if (isFirst) await processUpload(photoId);
        isFirst = false;
        return environment.deliveries.save(delivery);
      },
    };
    expect(await lift(2, 'lift', { ...environment, deliveries })).toMatchObject({ kind: 'done' });
    const found = findReserve(await stored(), 'R1');
    expect(found).toMatchObject({ photos: [{ id: photoId, state: 'ready' }], lifted: {} });
  });

  test('between the two clicks of a double click does not repeat the act', async () => {
    await lift(2);
    const other = { ...of, reserveId: 'R2', photoId: 'q' };
    await upload(await bucket.photos.uploadForm(other, { returnTo }), jpegOf(1));
    await processRef(other);
    expect(await lift(2)).toMatchObject({ kind: 'done' });
    expect((await stored()).journal).toHaveLength(3);
  });

  test('does not hide a conflict between two people', async () => {
    await lift(2);
    expect(await lift(2, 'another')).toMatchObject({ kind: 'conflict' });
  });
});
