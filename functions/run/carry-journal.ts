import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { type Image, readHappening } from '../store/read-happening.ts';
import type { Announce } from '../use-cases/notices/announce.ts';
import type { SendForPhotos } from '../use-cases/photos/send-for-photos.ts';
import { reportError } from './report-error.ts';

export interface CarryJournalDeps {
  readonly announce: Announce;
  readonly sendForPhotos: SendForPhotos;
}

/**
 * Announces what the table's stream says, record after record. Stops at the first that cannot be told: Lambda comes back
 * with it and all that follow, and what was told already is not told again.
 */
export function makeCarryJournal(deps: CarryJournalDeps) {
  return async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const { dynamodb } of Records) {
      try {
        await carry(deps, dynamodb?.NewImage, dynamodb?.OldImage);
      } catch (error) {
        reportError(asError(error));
        return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber ?? '' }] };
      }
    }
    return { batchItemFailures: [] };
  };
}

async function carry(
  { announce, sendForPhotos }: CarryJournalDeps,
  newImage: unknown,
  oldImage: unknown,
): Promise<void> {
  // Something expired or was removed: nobody is told.
  if (!isImage(newImage)) return;
  const happening = readHappening(newImage, isImage(oldImage) ? oldImage : undefined);
  if (!happening) return;
  const reports = await announce(happening);
  const failed = reports.filter(({ outcome }) => outcome === 'failed');
  // What a chat misses people have by mail: it is reported, and holds nobody else up.
  for (const { voice, error } of failed) if (voice === 'echo') reportError(asError(error));
  const unproved = failed.find(({ voice }) => voice === 'proof');
  if (unproved) throw unproved.error;
  // It may have died since: only coming back shows whether the message went.
  if (reports.some(({ outcome }) => outcome === 'claimed')) throw new Error('being sent elsewhere');
  await sendForPhotos(happening);
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error('not an error');

/** The stream's types name the same attribute values otherwise than the client's. */
function isImage(image: unknown): image is Image {
  return typeof image === 'object' && image !== null;
}
