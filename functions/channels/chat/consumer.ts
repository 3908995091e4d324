import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type ImportPhotoDeps, importPhoto } from '../../use-cases/chat-photos.ts';
import {
  type ChangeVisibility,
  type PhotoJob,
  parseChatJob,
  type SendChatJob,
  type SendResult,
} from './queue.ts';

export interface ChatConsumerDeps extends ImportPhotoDeps {
  readonly send: SendChatJob;
  readonly changeVisibility: ChangeVisibility;
  readonly logError: (error: Error) => void;
}

/** Before the second attempt, the third …; then half an hour each time: the attempts of infra/lambdas/slack-outbound.ts make a day. */
const pausesSeconds = [10, 30, 60, 120, 300, 600, 1200];
const longestPauseSeconds = 1800;
/** Slack asks for seconds; whatever it says, what waits is not forgotten for hours. */
const longestAskedSeconds = 900;
/** Most of a day; then people see that the photo did not come. */
const photoAttempts = 40;

/** Sends what is on the queue of a chat. What must wait goes back for as long as the chat said, or longer each time. */
export function createChatConsumer(deps: ChatConsumerDeps) {
  const { send, changeVisibility, logError } = deps;
  const report = (error: unknown): void =>
    logError(error instanceof Error ? error : new Error('not an error'));

  async function deal(record: SQSRecord): Promise<SendResult> {
    try {
      const job = parseChatJob(record.body);
      return job.kind === 'notification' ? await send(job) : await consume(job, attemptOf(record));
    } catch (error) {
      return { kind: 'retry', error };
    }
  }

  async function consume({ photo, file }: PhotoJob, attempt: number): Promise<SendResult> {
    const isLast = attempt >= photoAttempts;
    const { kind } = await importPhoto(deps, { photo, file, isLast });
    return kind === 'refused'
      ? { kind: 'undeliverable', error: new PhotoLost() }
      : { kind: 'sent' };
  }

  /** Where that fails too, it comes back after the visibility of the queue. */
  async function postpone(record: SQSRecord, seconds: number): Promise<void> {
    await changeVisibility(record.receiptHandle, seconds).catch(report);
  }

  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const record of Records) {
      const result = await deal(record);
      if ('error' in result) report(result.error);
      if (result.kind !== 'retry') continue;
      await postpone(record, secondsBefore(result, attemptOf(record)));
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    return { batchItemFailures };
  };
}

class PhotoLost extends Error {
  override name = 'PhotoLost';
}

const attemptOf = ({ attributes }: SQSRecord): number => Number(attributes.ApproximateReceiveCount);

function secondsBefore(
  { seconds }: SendResult & { readonly kind: 'retry' },
  attempt: number,
): number {
  if (seconds === undefined) return pausesSeconds[attempt - 1] ?? longestPauseSeconds;
  // SQS counts from when it is told, Slack from when it answered.
  return Math.min(Math.max(Math.ceil(seconds), 1), longestAskedSeconds);
}
