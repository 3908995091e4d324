import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { createPhotoStore } from '../../functions/adapters/s3/photos.ts';
import type { UploadForm } from '../../functions/use-cases/ports.ts';
import { startBucketEngine } from '../../infra/local/aws/s3/engine.ts';
import { BucketFiles, type ObjectName } from '../../infra/local/aws/s3/files.ts';

export type PhotoBucket = Awaited<ReturnType<typeof startPhotoBucket>>;

/** The photo store over a bucket of its own, whose clock is the test's. */
export async function startPhotoBucket() {
  const folder = mkdtempSync(join(tmpdir(), 'photos-'));
  const files = new BucketFiles(folder);
  const created: ObjectName[] = [];
  let now = () => new Date();
  const engine = await startBucketEngine({
    files,
    buckets: new Set(['photos']),
    created: (name) => created.push(name),
    now: () => now(),
  });
  const client = new S3Client({
    endpoint: engine.url,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    url: engine.url,
    files,
    created,
    photos: createPhotoStore(client, 'photos'),
    keys: () => files.list('photos').map(({ key }) => key),
    wait(minutes: number) {
      now = () => new Date(Date.now() + minutes * 60_000);
    },
    async stop() {
      await engine.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** What a browser sends when the form is submitted. */
export function upload(
  { url, fields }: UploadForm,
  bytes: Uint8Array,
  changes: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...changes })) body.append(name, value);
  body.append('file', new Blob([new Uint8Array(bytes)]), 'IMG_0001.jpg');
  return fetch(url, { method: 'POST', body, redirect: 'manual' });
}
