import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Closers, DataFolder } from '../../shared/data-folder.ts';
import type { ResolvedStack } from '../template/references.ts';
import { resourcesOf, types } from '../template/template.ts';
import { startBucketEngine } from './engine.ts';
import { BucketFiles, type ObjectName } from './files.ts';

export interface BucketSettings {
  readonly name: string;
  /** Says to the event rules what is stored. */
  readonly tells: boolean;
  readonly expiries: readonly { readonly prefix: string; readonly days: number }[];
}

/** Strict: what is not imitated must be seen. Nothing here is public, whatever is said of it. */
const properties = z.strictObject({
  BucketEncryption: z.unknown().optional(),
  PublicAccessBlockConfiguration: z.unknown().optional(),
  Tags: z.unknown().optional(),
  NotificationConfiguration: z
    .strictObject({
      EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: z.boolean() }),
    })
    .optional(),
  LifecycleConfiguration: z
    .strictObject({
      Rules: z.array(
        z.strictObject({
          Id: z.string(),
          Status: z.literal('Enabled'),
          Prefix: z.string(),
          ExpirationInDays: z.int(),
        }),
      ),
    })
    .optional(),
});

export function parseBuckets(stack: ResolvedStack): readonly BucketSettings[] {
  return resourcesOf(stack.assembly.template, types.bucket).map(([id, raw]) => {
    const read = properties.parse(stack.resolve(raw));
    const rules = read.LifecycleConfiguration?.Rules ?? [];
    return {
      name: stack.references.ref(id),
      tells: read.NotificationConfiguration?.EventBridgeConfiguration.EventBridgeEnabled ?? false,
      expiries: rules.map(({ Prefix, ExpirationInDays }) => ({
        prefix: Prefix,
        days: ExpirationInDays,
      })),
    };
  });
}

/** Removes what the rules of the bucket say is too old. */
export function expireObjects(files: BucketFiles, bucket: BucketSettings, now: Date): void {
  for (const { key, storedAt } of files.list(bucket.name)) {
    const ageDays = (now.getTime() - storedAt.getTime()) / 86_400_000;
    const isOver = bucket.expiries.some(
      ({ prefix, days }) => key.startsWith(prefix) && ageDays > days,
    );
    if (isOver) files.remove({ bucket: bucket.name, key });
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
export const objectCreated = (
  { bucket, key }: ObjectName,
  { region, accountId }: ResolvedStack['around'],
) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Object Created',
  source: 'aws.s3',
  account: accountId,
  time: new Date().toISOString(),
  region,
  resources: [`arn:aws:s3:::${bucket}`],
  detail: { version: '0', bucket: { name: bucket }, object: { key }, reason: 'PutObject' },
});

export interface LocalBuckets {
  readonly endpoint: string;
  /** Called with the event of each object: those that are there already first. */
  tell(listen: (event: unknown) => void): void;
}

const expiryMilliseconds = 3600_000;

/** The buckets of the template, their rules of expiry and their events. */
export async function startBuckets(
  stack: ResolvedStack,
  folder: DataFolder,
  closers: Closers,
): Promise<LocalBuckets> {
  const buckets = parseBuckets(stack);
  const telling = new Set(buckets.flatMap(({ name, tells }) => (tells ? [name] : [])));
  const files = new BucketFiles(folder.buckets);
  let listen: (event: unknown) => void = () => undefined;
  const created = (name: ObjectName) => {
    if (telling.has(name.bucket)) listen(objectCreated(name, stack.around));
  };
  const expire = () => {
    for (const bucket of buckets) expireObjects(files, bucket, new Date());
  };

  expire();
  const expiry = setInterval(expire, expiryMilliseconds);
  closers.add(() => clearInterval(expiry));
  const names = new Set(buckets.map(({ name }) => name));
  const engine = await startBucketEngine({
    files,
    buckets: names,
    created,
    now: () => new Date(),
  });
  closers.add(() => engine.close());
  return {
    endpoint: engine.url,
    tell(next) {
      listen = next;
      // A world that was killed may not have told them.
      for (const name of names) files.list(name).forEach(created);
    },
  };
}
