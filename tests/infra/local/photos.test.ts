import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStores } from '../../../functions/adapters/dynamodb/stores.ts';
import { createTable } from '../../../functions/adapters/dynamodb/table.ts';
import { createClock } from '../../../functions/adapters/node/runtime.ts';
import { createPhotoStore } from '../../../functions/adapters/s3/photos.ts';
import { newDamage } from '../../../functions/domain/damages/damage.ts';
import { startStreamedTable } from '../../../infra/local/aws/dynamodb/table.ts';
import { expireObjects, parseBuckets, startBuckets } from '../../../infra/local/aws/s3/buckets.ts';
import { BucketFiles } from '../../../infra/local/aws/s3/files.ts';
import { type QueueEngine, startQueueEngine } from '../../../infra/local/aws/sqs/engine.ts';
import { createQueues, parseQueues } from '../../../infra/local/aws/sqs/queues.ts';
import { hostStack, resolveStack } from '../../../infra/local/aws/stack.ts';
import type { ResolvedStack } from '../../../infra/local/aws/template/references.ts';
import { synthesiseLocal } from '../../../infra/local/aws/template/synthesise.ts';
import { readAssembly } from '../../../infra/local/aws/template/template.ts';
import { Closers, dataFolderAt } from '../../../infra/local/shared/data-folder.ts';
import { jpegOf } from '../../adapters/images/sample-photos.ts';
import { crochepierre, damage as report } from '../../shared/examples.ts';
import { upload } from '../../shared/photo-bucket.ts';
import { createDataFolder } from './local-environment.ts';

/* The photos of a local world, without its pages: the bucket, its events and the bundle that takes photos in. */

const root = fileURLToPath(new URL('../../..', import.meta.url));
const photo = { uai: crochepierre.uai, damageId: '7F3K2M', photoId: 'a' };
const returnTo = 'http://127.0.0.1/';

let folder: ReturnType<typeof dataFolderAt>;
let stack: ResolvedStack;
let closers: Closers;
let queues: QueueEngine;

beforeEach(async () => {
  folder = dataFolderAt(createDataFolder());
  closers = new Closers();
  queues = await startQueueEngine(folder.queues, 'eu-west-3');
  closers.add(() => queues.close());
  const assembly = readAssembly(await synthesiseLocal(root, () => undefined));
  const { stackName } = assembly;
  const around = { region: 'eu-west-3', accountId: '000000000000', siteUrl: returnTo, stackName };
  stack = resolveStack(assembly, { ...around, queuesUrl: queues.url });
  await createQueues(parseQueues(stack), queues);
});
afterEach(async () => {
  await closers.closeAll();
  rmSync(folder.path, { recursive: true });
});

async function start() {
  const table = await startStreamedTable(stack, folder, closers);
  const buckets = await startBuckets(stack, folder, closers);
  const clock = createClock('Europe/Paris');
  const { damages } = createStores(createTable(table.client, table.name), '047', clock);
  const [bucket] = parseBuckets(stack);
  const client = new S3Client({
    endpoint: buckets.endpoint,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    damages,
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
      buckets.tell(hosted.deliver);
    },
  };
}

test('a photo is stripped and shown on its damage, even one that came while nobody took photos in', async () => {
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

test('what was uploaded and never taken in is gone after a day, and nothing else is', () => {
  const [bucket] = parseBuckets(stack);
  if (!bucket) throw new Error('no bucket');
  const files = new BucketFiles(folder.buckets);
  for (const key of ['incoming/a/b.c', 'ready/a']) {
    files.put({ bucket: bucket.name, key }, { type: 'image/png', bytes: Buffer.from('a') });
  }
  const hoursLater = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  expireObjects(files, bucket, hoursLater(23));
  expect(files.list(bucket.name)).toHaveLength(2);
  expireObjects(files, bucket, hoursLater(25));
  expect(files.list(bucket.name).map(({ key }) => key)).toEqual(['ready/a']);
});
