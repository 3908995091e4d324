import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { readUai, type Uai } from '../../domain/uai.ts';
import { hookEventTypes, testEventType } from '../../domain/webhooks/event.ts';
import type { CatchUp, DispatchOrder } from '../../domain/webhooks/message.ts';
import type { DispatchQueue } from '../../use-cases/webhook-ports.ts';

const order = z.object({
  subscriberId: z.string(),
  round: z.string(),
  event: z.object({
    id: z.string(),
    type: z.enum([...hookEventTypes, testEventType]),
    at: z.string(),
    body: z.string(),
  }),
});

const uai = z.custom<Uai>((told) => typeof told === 'string' && readUai(told).kind === 'uai');
const wanted = { subscriberId: z.string(), from: z.string() };
const catchUp = z.discriminatedUnion('kind', [
  z.object({
    ...wanted,
    kind: z.literal('missed'),
    states: z.array(z.enum(['waiting', 'received', 'held', 'failed'])),
    round: z.string(),
  }),
  z.object({ ...wanted, kind: z.literal('past'), uai }),
]);

/** What is under way when a pause ends is noted as held by then. */
const catchUpDelaySeconds = 5;

/** What SQS takes at a time. */
const mostAtOnce = 10;

export function makeDispatchQueue(client: SQSClient, QueueUrl: string): DispatchQueue {
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
    put: (orders) => putAll(orders),
    putCatchUps: (catchUps) => putAll(catchUps, catchUpDelaySeconds),
  };
}

const message = z.union([order, catchUp]);

/** Throws for what is neither: it was put there by somebody else. */
export function readOrder(messageBody: string): DispatchOrder | CatchUp {
  return message.parse(JSON.parse(messageBody));
}

/** Where orders end whose every attempt failed, for those who look after the counter. */
export function makeGiveUp(client: SQSClient, QueueUrl: string) {
  return async (messageBody: string): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: messageBody }));
  };
}
