import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';

/** An item or a key in the JSON of DynamoDB: `{ "pk": { "S": "…" } }`. */
export const storedJson = z.record(z.string(), z.record(z.string(), z.unknown()));
export type StoredJson = z.output<typeof storedJson>;

/** As Lambda hands it to a function. https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export const streamRecord = z.object({
  eventID: z.string(),
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  eventVersion: z.literal('1.1'),
  eventSource: z.literal('aws:dynamodb'),
  eventSourceARN: z.string(),
  awsRegion: z.string(),
  dynamodb: z.object({
    /** Seconds. */
    ApproximateCreationDateTime: z.number(),
    Keys: storedJson,
    NewImage: storedJson.optional(),
    OldImage: storedJson.optional(),
    SequenceNumber: z.string(),
    SizeBytes: z.number(),
    StreamViewType: z.literal('NEW_AND_OLD_IMAGES'),
  }),
  userIdentity: z.object({ type: z.string(), principalId: z.string() }).optional(),
});
export type StreamRecord = z.output<typeof streamRecord>;

/** One item before and after a write, whoever wrote. */
export interface Change {
  readonly key: StoredJson;
  readonly before: StoredJson | undefined;
  readonly after: StoredJson | undefined;
  readonly expired: boolean;
}

export interface Stream {
  readonly arn: string;
  readonly region: string;
}

/** What a stream says of a change; nothing of a write that changed nothing. */
export function recordOf(
  { key, before, after, expired }: Change,
  { arn, region }: Stream,
  { number, now }: { readonly number: number; readonly now: Date },
): StreamRecord | undefined {
  if (isDeepStrictEqual(before, after)) return undefined;
  const SequenceNumber = String(number).padStart(21, '0');
  return {
    eventID: createHash('md5').update(`${arn} ${SequenceNumber}`).digest('hex'),
    eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    eventSourceARN: arn,
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(now.getTime() / 1000),
      Keys: key,
      ...(after && { NewImage: after }),
      ...(before && { OldImage: before }),
      SequenceNumber,
      SizeBytes: Buffer.byteLength(JSON.stringify([key, before, after])),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    ...(expired && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
  };
}
