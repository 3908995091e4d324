import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { type Image, readHappening } from '../store/read-happening.ts';
import type { Announce } from '../use-cases/announce.ts';
import { reportError } from './report-error.ts';

/**
 * Announces what the table's stream says, record after record. Stops at the first that cannot be told: Lambda comes back
 * with it and all that follow, and what was told already is not told again.
 */
export function makeCarryJournal(announce: Announce) {
  return async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const { dynamodb } of Records) {
      try {
        await carry(announce, dynamodb?.NewImage, dynamodb?.OldImage);
      } catch (error) {
        reportError(error instanceof Error ? error : new Error('not an error'));
        return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber ?? '' }] };
      }
    }
    return { batchItemFailures: [] };
  };
}

async function carry(announce: Announce, newImage: unknown, oldImage: unknown): Promise<void> {
  // Something expired or was removed: nobody is told.
  if (!isImage(newImage)) return;
  const happening = readHappening(newImage, isImage(oldImage) ? oldImage : undefined);
  if (!happening) return;
  const reports = await announce(happening);
  const failed = reports.find(({ outcome }) => outcome === 'failed');
  if (failed) throw failed.error;
  // It may have died since: only coming back shows whether the message went.
  if (reports.some(({ outcome }) => outcome === 'claimed')) throw new Error('being sent elsewhere');
}

/** The stream's types name the same attribute values otherwise than the client's. */
function isImage(image: unknown): image is Image {
  return typeof image === 'object' && image !== null;
}
