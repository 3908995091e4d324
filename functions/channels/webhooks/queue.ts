import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { isUai, type Uai } from '../../domain/uai.ts';
import { testEventType, webhookEventTypes } from '../../domain/webhooks/event.ts';
import {
  type Backfill,
  type SendJob,
  webhookMessageStates,
} from '../../domain/webhooks/message.ts';
import type { WebhookQueue } from '../../use-cases/webhook-ports.ts';

const job = z.object({
  subscriberId: z.string(),
  requestedAt: z.string(),
  event: z.object({
    id: z.string(),
    type: z.enum([...webhookEventTypes, testEventType]),
    at: z.string(),
    body: z.string(),
  }),
});

const scope = { subscriberId: z.string(), from: z.string() };
const backfill = z.discriminatedUnion('kind', [
  z.object({
    ...scope,
    kind: z.literal('missed'),
    states: z.array(z.enum(webhookMessageStates)),
    requestedAt: z.string(),
  }),
  z.object({ ...scope, kind: z.literal('past'), uai: z.custom<Uai>(isUai) }),
]);

/** A run that read the subscriber before its pause ended has saved its message as held by then. */
const backfillDelaySeconds = 5;

/** The limit of SQS for one call. */
const maxBatchSize = 10;

export function createWebhookQueue(client: SQSClient, QueueUrl: string): WebhookQueue {
  async function putAll(messages: readonly object[], DelaySeconds?: number): Promise<void> {
    for (let first = 0; first < messages.length; first += maxBatchSize) {
      const Entries = messages.slice(first, first + maxBatchSize).map((each, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify(each),
        DelaySeconds,
      }));
      const { Failed } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      const failed = Failed?.[0];
      if (failed) throw new Error(`The queue refused ${Failed.length}: ${failed.Code}`);
    }
  }

  return {
    put: (jobs) => putAll(jobs),
    putBackfills: (backfills) => putAll(backfills, backfillDelaySeconds),
  };
}

const message = z.union([job, backfill]);

/** Throws for a message that is neither. */
export function parseWebhookJob(messageBody: string): SendJob | Backfill {
  return message.parse(JSON.parse(messageBody));
}

/** The queue that an alarm watches: jobs whose last attempt failed are moved there. */
export function createFailureQueue(client: SQSClient, QueueUrl: string) {
  return async (messageBody: string): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: messageBody }));
  };
}
