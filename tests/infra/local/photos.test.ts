import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPhotoStore } from '../../../functions/adapters/s3/photos.ts';
import { newDamage } from '../../../functions/domain/damages/damage.ts';
import { expireObjects, parseBuckets, startBuckets } from '../../../infra/local/aws/s3/buckets.ts';
import { BucketFiles } from '../../../infra/local/aws/s3/files.ts';
import { hostStack } from '../../../infra/local/aws/stack.ts';
import { Closers, dataFolderAt } from '../../../infra/local/shared/data-folder.ts';
import { jpegOf } from '../../adapters/images/sample-photos.ts';
import { crochepierre, damage as report } from '../../shared/examples.ts';
import { upload } from '../../shared/photo-bucket.ts';
import { startEngines } from './engines.ts';
import { createDataFolder } from './local-environment.ts';

/* The photos without the pages: the bucket, its events and the bundle that processes uploads. */

const photo = { uai: crochepierre.uai, damageId: '7F3K2M', photoId: 'a' };
const returnTo = 'http://127.0.0.1/';

let folder: ReturnType<typeof dataFolderAt>;
let closers: Closers;
let engines: Awaited<ReturnType<typeof startEngines>>;

beforeAll(async () => {
  folder = dataFolderAt(createDataFolder());
  closers = new Closers();
  engines = await startEngines({ folder, closers });
});
afterAll(async () => {
  await closers.closeAll();
  rmSync(folder.path, { recursive: true });
});

async function start() {
  const { stack, queues, table, stores } = engines;
  const buckets = await startBuckets(stack, folder, closers);
  const [bucket] = parseBuckets(stack);
  const client = new S3Client({
    endpoint: buckets.endpoint,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    damages: stores.damages,
    photos: createPhotoStore(client, bucket?.name ?? ''),
    processPhotos() {
      const hosted = hostStack(stack, {
        endpoints: {
          AWS_ENDPOINT_URL_DYNAMODB: table.proxy.endpoint,
          AWS_ENDPOINT_URL_S3: buckets.endpoint,
        },
        log: () => undefined,
        table,
        queues,
      });
      closers.add(() => hosted.stop());
      buckets.onEvent(hosted.deliver);
    },
  };
}

test('a photo is stripped and shown on its damage, even one that was uploaded before the function ran', async () => {
  const { damages, photos, processPhotos } = await start();
  const act = {
    at: '2026-01-14T08:12:00.000Z',
    who: 'Claire',
    channel: 'web',
    idempotencyKey: 'a',
  } as const;
  await damages.save(newDamage(report, { uai: photo.uai, id: photo.damageId }, act));
  const early = { ...photo, photoId: 'early' };
  await upload(await photos.uploadForm(early, { returnTo }), jpegOf(1));
  processPhotos();
  await upload(await photos.uploadForm(photo, { returnTo }), jpegOf(6));

  const shown = async () => (await damages.find(photo.uai, photo.damageId))?.photos;
  await expect.poll(shown, { timeout: 15_000 }).toEqual([
    { id: 'early', state: 'ready' },
    { id: 'a', state: 'ready' },
  ]);
  const picture = await (await fetch(await photos.viewLink(photo))).text();
  expect(picture).toContain('JFIF');
  expect(picture).not.toContain('Secret');
});

test('an upload that was not processed is deleted after a day; processed photos stay', () => {
  const [bucket] = parseBuckets(engines.stack);
  if (!bucket) throw new Error('no bucket');
  const files = new BucketFiles(join(folder.path, 'expiring'));
  for (const key of ['incoming/a/b.c', 'ready/a']) {
    files.put({ bucket: bucket.name, key }, { type: 'image/png', bytes: Buffer.from('a') });
  }
  const hoursLater = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  expireObjects(files, bucket, hoursLater(23));
  expect(files.list(bucket.name)).toHaveLength(2);
  expireObjects(files, bucket, hoursLater(25));
  expect(files.list(bucket.name).map(({ key }) => key)).toEqual(['ready/a']);
});
