import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { wireStores } from '../../adapters/dynamodb/stores.ts';
import { reportError } from '../../adapters/node/runtime.ts';
import { eventsOf } from '../../channels/webhooks/events/catalog.ts';
import { makePostWebhook } from '../../channels/webhooks/outbound.ts';
import { readOrder } from '../../channels/webhooks/queue.ts';
import { makeSubscriberSecrets } from '../../channels/webhooks/secrets.ts';
import { type AddressRules, makeAddressGuard } from '../../channels/webhooks/ssrf-guard.ts';
import {
  type MakeOrders,
  makeMakeOrders,
  makeSendDispatch,
  type SendDispatch,
} from '../../use-cases/webhook-messages.ts';
import type { Config } from './config.ts';
import type { HookEngines } from './deps.ts';

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

export interface WebhookEngines
  extends HookEngines,
    Pick<CarryDispatchesDeps, 'hide' | 'giveUp'>,
    Pick<AddressRules, 'resolve'> {
  /** The one that those of the subscribers are computed from. */
  readonly webhookSecret: () => Promise<string>;
  readonly random: () => number;
}

export function wireWebhooks(config: Config<'webhooks'>, engines: WebhookEngines) {
  const { table, clock, webhookSecret, resolve } = engines;
  const stores = wireStores(table, config.DEPARTEMENT, clock);
  const guard = makeAddressGuard({ allowedNetworks: config.WEBHOOK_ALLOWED_NETWORKS, resolve });
  const sendDispatch = makeSendDispatch({
    ...engines,
    ...stores,
    secrets: makeSubscriberSecrets(webhookSecret),
    post: makePostWebhook({ guard, patienceMilliseconds: config.WEBHOOK_PATIENCE_SECONDS * 1000 }),
  });
  const makeOrders = makeMakeOrders({ ...stores, eventsOf, queue: engines.dispatchQueue });
  return makeCarryDispatches({ ...engines, sendDispatch, makeOrders });
}
