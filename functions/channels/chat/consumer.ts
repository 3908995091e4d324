import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { toError } from '../../domain/error.ts';
import { type ImportPhotoDeps, importPhoto } from '../../use-cases/chat-photos.ts';
import {
  type ChangeVisibility,
  type NotificationJob,
  type PhotoJob,
  parseChatJob,
  type SendResult,
} from './queue.ts';

export interface ChatConsumerDeps extends ImportPhotoDeps, JobDeps {
  /** Sends a notification once, even if its job is received twice. */
  readonly sendNotification: (job: NotificationJob) => Promise<SendResult>;
}

/** What the consumer of any queue of messages needs. */
export interface JobDeps {
  readonly changeVisibility: ChangeVisibility;
  readonly logError: (error: Error, about?: JobDetails) => void;
}

/** What the log says of a job, besides its error. */
type JobDetails = Readonly<Record<string, string | number | undefined>>;

type JobResult = SendResult & { readonly about?: JobDetails };

/** Before the second attempt, the third, and so on. With half an hour between the rest, the attempts of infra/lambdas/slack-outbound.ts last a day. */
const pausesSeconds = [10, 30, 60, 120, 300, 600, 1200];
const longestPauseSeconds = 1800;
/** Slack says how long to wait; a longer wait than this is cut short. */
const maxRequestedSeconds = 900;
/** Most of a day. Then the photo is shown as refused. */
const photoAttempts = 40;

export function consumeChatJobs(
  deps: ChatConsumerDeps,
  event: SQSEvent,
): Promise<SQSBatchResponse> {
  return consumeJobs(deps, event, (record) => runJob(deps, record));
}

/** Works off jobs one after the other. A job to retry is hidden for as long as was asked, or longer each time. */
export async function consumeJobs(
  deps: JobDeps,
  { Records }: SQSEvent,
  run: (record: SQSRecord) => Promise<JobResult>,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const record of Records) {
    const result = await run(record).catch(
      (error: unknown): JobResult => ({ kind: 'retry', error }),
    );
    if ('error' in result) deps.logError(toError(result.error), result.about);
    if (result.kind !== 'retry') continue;
    await hide(deps, record, result.seconds);
    batchItemFailures.push({ itemIdentifier: record.messageId });
  }
  return { batchItemFailures };
}

async function runJob(deps: ChatConsumerDeps, record: SQSRecord): Promise<SendResult> {
  const job = parseChatJob(record.body);
  return job.kind === 'notification'
    ? deps.sendNotification(job)
    : runPhotoJob(deps, job, attemptOf(record));
}

class PhotoLost extends Error {
  override name = 'PhotoLost';
}

async function runPhotoJob(
  deps: ImportPhotoDeps,
  { photo, file }: PhotoJob,
  attempt: number,
): Promise<SendResult> {
  const { kind } = await importPhoto(deps, { photo, file, isLast: attempt >= photoAttempts });
  return kind === 'refused' ? { kind: 'undeliverable', error: new PhotoLost() } : { kind: 'sent' };
}

/** If this fails, the job is received again after the visibility timeout of the queue. */
async function hide(
  { changeVisibility, logError }: JobDeps,
  record: SQSRecord,
  requestedSeconds: number | undefined,
): Promise<void> {
  try {
    await changeVisibility(
      record.receiptHandle,
      secondsUntilRetry(requestedSeconds, attemptOf(record)),
    );
  } catch (error) {
    logError(toError(error));
  }
}

function secondsUntilRetry(requestedSeconds: number | undefined, attempt: number): number {
  if (requestedSeconds === undefined) return pausesSeconds[attempt - 1] ?? longestPauseSeconds;
  return Math.min(Math.max(Math.ceil(requestedSeconds), 1), maxRequestedSeconds);
}

const attemptOf = ({ attributes }: SQSRecord): number => Number(attributes.ApproximateReceiveCount);
