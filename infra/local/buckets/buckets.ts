import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { ResolvedStack } from '../hosted-stack.ts';
import { types } from '../template/known-resources.ts';
import { resourcesOf } from '../template/template.ts';
import type { BucketFiles, ObjectName } from './bucket-files.ts';

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

export function readBuckets(stack: ResolvedStack): readonly BucketSettings[] {
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
