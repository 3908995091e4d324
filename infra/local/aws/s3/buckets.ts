import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Closers, DataFolder } from '../../shared/data-folder.ts';
import type { ResolvedStack } from '../template/references.ts';
import { resourcesOf, types } from '../template/template.ts';
import { startBucketEngine } from './engine.ts';
import { BucketFiles, type ObjectName } from './files.ts';

export interface BucketSettings {
  readonly name: string;
  /** Sends an event for each stored object. */
  readonly sendsEvents: boolean;
  readonly expiries: readonly { readonly prefix: string; readonly days: number }[];
}

/** Strict: a property that is not emulated is refused. No object is public, whatever the settings are. */
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
    const parsed = properties.parse(stack.resolve(raw));
    const rules = parsed.LifecycleConfiguration?.Rules ?? [];
    return {
      name: stack.references.ref(id),
      sendsEvents:
        parsed.NotificationConfiguration?.EventBridgeConfiguration.EventBridgeEnabled ?? false,
      expiries: rules.map(({ Prefix, ExpirationInDays }) => ({
        prefix: Prefix,
        days: ExpirationInDays,
      })),
    };
  });
}

/** Removes the objects that have expired by the rules of the bucket. */
export function expireObjects(files: BucketFiles, bucket: BucketSettings, now: Date): void {
  for (const { key, storedAt } of files.list(bucket.name)) {
    const ageDays = (now.getTime() - storedAt.getTime()) / 86_400_000;
    const isExpired = bucket.expiries.some(
      ({ prefix, days }) => key.startsWith(prefix) && ageDays > days,
    );
    if (isExpired) files.remove({ bucket: bucket.name, key });
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
  /** Calls `listen` with the event of each object, beginning with the stored ones. */
  onEvent(listen: (event: unknown) => void): void;
}

const expiryMilliseconds = 3600_000;

/** The buckets of the template, with expiry and events. */
export async function startBuckets(
  stack: ResolvedStack,
  folder: DataFolder,
  closers: Closers,
): Promise<LocalBuckets> {
  const buckets = parseBuckets(stack);
  const withEvents = new Set(
    buckets.flatMap(({ name, sendsEvents }) => (sendsEvents ? [name] : [])),
  );
  const files = new BucketFiles(folder.buckets);
  let listen: (event: unknown) => void = () => undefined;
  const created = (name: ObjectName) => {
    if (withEvents.has(name.bucket)) listen(objectCreated(name, stack.around));
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
    onEvent(next) {
      listen = next;
      // A local environment that was killed may not have sent their events.
      for (const name of names) files.list(name).forEach(created);
    },
  };
}
