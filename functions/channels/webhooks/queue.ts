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

const wanted = { subscriberId: z.string(), from: z.string() };
const backfill = z.discriminatedUnion('kind', [
  z.object({
    ...wanted,
    kind: z.literal('missed'),
    states: z.array(z.enum(webhookMessageStates)),
    requestedAt: z.string(),
  }),
  z.object({ ...wanted, kind: z.literal('past'), uai: z.custom<Uai>(isUai) }),
]);

/** What is under way when a pause ends is noted as held by then. */
const backfillDelaySeconds = 5;

/** What SQS takes at a time. */
const mostAtOnce = 10;

export function createWebhookQueue(client: SQSClient, QueueUrl: string): WebhookQueue {
  async function putAll(messages: readonly object[], DelaySeconds?: number): Promise<void> {
    for (let first = 0; first < messages.length; first += mostAtOnce) {
      const Entries = messages.slice(first, first + mostAtOnce).map((each, index) => ({
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

/** Throws for what is neither: it was put there by somebody else. */
export function parseWebhookJob(messageBody: string): SendJob | Backfill {
  return message.parse(JSON.parse(messageBody));
}

/** Where orders end whose every attempt failed, for those who look after the counter. */
export function createFailureQueue(client: SQSClient, QueueUrl: string) {
  return async (messageBody: string): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: messageBody }));
  };
}
