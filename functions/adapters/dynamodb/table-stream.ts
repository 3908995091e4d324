import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { toError } from '../../domain/error.ts';
import type { ChangeEvent } from '../../domain/notifications/notification.ts';
import { type LogDetails, logError } from '../node/runtime.ts';
import { type Image, parseChangeEvent } from './change-events.ts';

/** Handles the records in order, up to the first failure: Lambda then retries that record and all that follow it. */
export async function consumeTableStream(
  { Records }: DynamoDBStreamEvent,
  handle: (changeEvent: ChangeEvent) => Promise<void>,
): Promise<DynamoDBBatchResponse> {
  for (const record of Records) {
    try {
      const changeEvent = changeEventOf(record);
      if (changeEvent) await handle(changeEvent);
    } catch (error) {
      logError(toError(error), detailsOf(record));
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
}

/** Handles the records at the same time. Lambda retries those that fail and the later ones, of which the others are done already. */
export async function consumeTogether(
  { Records }: DynamoDBStreamEvent,
  handle: (changeEvent: ChangeEvent) => Promise<void>,
): Promise<DynamoDBBatchResponse> {
  const failures = await Promise.all(
    Records.map(async (Record) => {
      const { batchItemFailures } = await consumeTableStream({ Records: [Record] }, handle);
      return batchItemFailures;
    }),
  );
  return { batchItemFailures: failures.flat() };
}

/** The whole key of a thing of a collège. Of a person or a challenge only the kind: their keys are an address and a secret. */
function detailsOf({ dynamodb }: DynamoDBRecord): LogDetails {
  const { pk, sk } = dynamodb?.Keys ?? dynamodb?.NewImage ?? {};
  const [partition, sort] = [pk?.S ?? '', sk?.S ?? ''];
  const record = partition.startsWith('COLLEGE#') ? `${partition} ${sort}` : sort.split('#')[0];
  return { record, sequenceNumber: dynamodb?.SequenceNumber };
}

function changeEventOf({ dynamodb }: DynamoDBRecord): ChangeEvent | undefined {
  const newImage: unknown = dynamodb?.NewImage;
  const oldImage: unknown = dynamodb?.OldImage;
  // An item that expired or was removed has no new image.
  if (!isImage(newImage)) return undefined;
  return parseChangeEvent(newImage, isImage(oldImage) ? oldImage : undefined);
}

/** The types of `aws-lambda` and of the SDK's client differ for the same attribute values. */
function isImage(image: unknown): image is Image {
  return typeof image === 'object' && image !== null;
}
