import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { toError } from '../../domain/error.ts';
import {
  type BackfillDeps,
  enqueueBackfill,
  type SendWebhookDeps,
  sendWebhook,
} from '../../use-cases/webhook-messages.ts';
import { parseWebhookJob } from './queue.ts';

export interface WebhookConsumerDeps extends SendWebhookDeps, BackfillDeps {
  /** Hides the message for that long. */
  readonly changeVisibility: (receiptHandle: string, seconds: number) => Promise<void>;
  /** Moves the message to the queue of failures, where an alarm watches. */
  readonly putFailure: (messageBody: string) => Promise<void>;
  readonly logError: (error: Error) => void;
}

/** Works on a batch of the queue, all messages at once: a slow receiver delays the nine others at most once. */
export async function consumeWebhookJobs(
  deps: WebhookConsumerDeps,
  { Records }: SQSEvent,
): Promise<SQSBatchResponse> {
  const kept = await Promise.all(Records.map((record) => consume(deps, record)));
  const failures = Records.filter((_, index) => kept[index]);
  return { batchItemFailures: failures.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** Whether the message stays on the queue. */
async function consume(deps: WebhookConsumerDeps, record: SQSRecord): Promise<boolean> {
  const { body, receiptHandle } = record;
  try {
    const job = parseWebhookJob(body);
    if ('kind' in job) {
      await enqueueBackfill(deps, job);
      return false;
    }
    const result = await sendWebhook(deps, job);
    if (result.kind === 'retry') await deps.changeVisibility(receiptHandle, result.seconds);
    if (result.kind === 'exhausted') await deps.putFailure(body);
    return result.kind === 'retry';
  } catch (error) {
    deps.logError(toError(error));
    return true;
  }
}
