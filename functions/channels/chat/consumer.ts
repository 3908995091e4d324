import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { CarryPhoto } from '../../use-cases/chat-photos.ts';
import { type PhotoPost, type PutBack, readPost, type TellPost, type Told } from './queue.ts';

export interface CarryPostsDeps {
  readonly tell: TellPost;
  readonly carryPhoto: CarryPhoto;
  readonly putBack: PutBack;
  readonly reportError: (error: Error) => void;
}

/** Before the second attempt, the third …; then half an hour each time: the attempts of infra/lambdas/slack-outbound.ts make a day. */
const pausesSeconds = [10, 30, 60, 120, 300, 600, 1200];
const longestPauseSeconds = 1800;
/** Slack asks for seconds; whatever it says, what waits is not forgotten for hours. */
const longestAskedSeconds = 900;
/** Most of a day; then people see that the photo did not come. */
const photoAttempts = 40;

/** Sends what is on the queue of a chat. What must wait goes back for as long as the chat said, or longer each time. */
export function makeCarryPosts({ tell, carryPhoto, putBack, reportError }: CarryPostsDeps) {
  const report = (error: unknown): void =>
    reportError(error instanceof Error ? error : new Error('not an error'));

  async function deal(record: SQSRecord): Promise<Told> {
    try {
      const post = readPost(record.body);
      return post.kind === 'notice' ? await tell(post) : await carry(post, attemptOf(record));
    } catch (error) {
      return { kind: 'later', error };
    }
  }

  async function carry({ photo, file }: PhotoPost, attempt: number): Promise<Told> {
    const isLast = attempt >= photoAttempts;
    const { kind } = await carryPhoto({ photo, file, isLast });
    return kind === 'refused' ? { kind: 'gone', error: new PhotoLost() } : { kind: 'done' };
  }

  /** Where that fails too, it comes back after the visibility of the queue. */
  async function postpone(record: SQSRecord, seconds: number): Promise<void> {
    await putBack(record.receiptHandle, seconds).catch(report);
  }

  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const record of Records) {
      const told = await deal(record);
      if ('error' in told) report(told.error);
      if (told.kind !== 'later') continue;
      await postpone(record, secondsBefore(told, attemptOf(record)));
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    return { batchItemFailures };
  };
}

class PhotoLost extends Error {
  override name = 'PhotoLost';
}

const attemptOf = ({ attributes }: SQSRecord): number => Number(attributes.ApproximateReceiveCount);

function secondsBefore({ seconds }: Told & { readonly kind: 'later' }, attempt: number): number {
  if (seconds === undefined) return pausesSeconds[attempt - 1] ?? longestPauseSeconds;
  // SQS counts from when it is told, Slack from when it answered.
  return Math.min(Math.max(Math.ceil(seconds), 1), longestAskedSeconds);
}
