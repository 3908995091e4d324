import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { DispatchOrder } from '../../domain/dispatch.ts';
import { hookEventTypes, testEventType } from '../../domain/hook-event.ts';
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

/** What SQS takes at a time. */
const mostAtOnce = 10;

export function makeDispatchQueue(client: SQSClient, QueueUrl: string): DispatchQueue {
  return {
    async put(orders) {
      for (let first = 0; first < orders.length; first += mostAtOnce) {
        const Entries = orders
          .slice(first, first + mostAtOnce)
          .map((each, index) => ({ Id: String(index), MessageBody: JSON.stringify(each) }));
        const { Failed } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
        const failed = Failed?.[0];
        if (failed) throw new Error(`The queue refused ${Failed.length}: ${failed.Code}`);
      }
    },
  };
}

/** Throws for what is no order: it was put there by somebody else. */
export function readOrder(messageBody: string): DispatchOrder {
  return order.parse(JSON.parse(messageBody));
}

/** Where orders end whose every attempt failed, for those who look after the counter. */
export function makeGiveUp(client: SQSClient, QueueUrl: string) {
  return async (messageBody: string): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: messageBody }));
  };
}
