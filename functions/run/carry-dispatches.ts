import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { readOrder } from '../notify/webhook/dispatch-queue.ts';
import type { MakeOrders } from '../use-cases/webhooks/catch-up.ts';
import type { SendDispatch } from '../use-cases/webhooks/send-dispatch.ts';
import { reportError } from './report-error.ts';

export interface CarryDispatchesDeps {
  readonly sendDispatch: SendDispatch;
  readonly makeOrders: MakeOrders;
  /** The message shows again after that long, and not before. */
  readonly hide: (receiptHandle: string, seconds: number) => Promise<void>;
  readonly giveUp: (messageBody: string) => Promise<void>;
}

/** Sends the orders of a batch, all at once: one slow receiver holds up nine others at most. */
export function makeCarryDispatches(deps: CarryDispatchesDeps) {
  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const stays = await Promise.all(Records.map((record) => carry(deps, record)));
    const back = Records.filter((_, index) => stays[index]);
    return { batchItemFailures: back.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}

/** Whether the message must come back. */
async function carry(deps: CarryDispatchesDeps, record: SQSRecord): Promise<boolean> {
  const { body, receiptHandle } = record;
  try {
    const order = readOrder(body);
    if ('kind' in order) {
      await deps.makeOrders(order);
      return false;
    }
    const outcome = await deps.sendDispatch(order);
    if (outcome.kind === 'later') await deps.hide(receiptHandle, outcome.seconds);
    if (outcome.kind === 'exhausted') await deps.giveUp(body);
    return outcome.kind === 'later';
  } catch (error) {
    reportError(error instanceof Error ? error : new Error('not an error'));
    return true;
  }
}
