import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { createStores } from '../../adapters/dynamodb/stores.ts';
import { logError } from '../../adapters/node/runtime.ts';
import { eventsOf } from '../../channels/webhooks/events/catalog.ts';
import { createPostWebhook } from '../../channels/webhooks/outbound.ts';
import { parseSendJob } from '../../channels/webhooks/queue.ts';
import { createSubscriberSecrets } from '../../channels/webhooks/secrets.ts';
import { type AddressRules, createAddressGuard } from '../../channels/webhooks/ssrf-guard.ts';
import {
  createBackfillEnqueuer,
  createWebhookSender,
  type EnqueueBackfill,
  type SendWebhook,
} from '../../use-cases/webhook-messages.ts';
import type { Config } from './config.ts';
import type { WebhookQueueClients } from './deps.ts';

export interface WebhookConsumerDeps {
  readonly sendWebhook: SendWebhook;
  readonly enqueueBackfill: EnqueueBackfill;
  /** The message shows again after that long, and not before. */
  readonly hide: (receiptHandle: string, seconds: number) => Promise<void>;
  readonly giveUp: (messageBody: string) => Promise<void>;
}

/** Sends the orders of a batch, all at once: one slow receiver holds up nine others at most. */
export function createWebhookConsumer(deps: WebhookConsumerDeps) {
  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const stays = await Promise.all(Records.map((record) => consume(deps, record)));
    const back = Records.filter((_, index) => stays[index]);
    return { batchItemFailures: back.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}

/** Whether the message must come back. */
async function consume(deps: WebhookConsumerDeps, record: SQSRecord): Promise<boolean> {
  const { body, receiptHandle } = record;
  try {
    const job = parseSendJob(body);
    if ('kind' in job) {
      await deps.enqueueBackfill(job);
      return false;
    }
    const outcome = await deps.sendWebhook(job);
    if (outcome.kind === 'retry') await deps.hide(receiptHandle, outcome.seconds);
    if (outcome.kind === 'exhausted') await deps.giveUp(body);
    return outcome.kind === 'retry';
  } catch (error) {
    logError(error instanceof Error ? error : new Error('not an error'));
    return true;
  }
}

export interface WebhooksOutboundClients
  extends WebhookQueueClients,
    Pick<WebhookConsumerDeps, 'hide' | 'giveUp'>,
    Pick<AddressRules, 'resolve'> {
  /** The one that those of the subscribers are computed from. */
  readonly webhookSecret: () => Promise<string>;
  readonly random: () => number;
}

export function buildWebhooksOutbound(
  config: Config<'webhooks-outbound'>,
  clients: WebhooksOutboundClients,
) {
  const { table, clock, webhookSecret, resolve } = clients;
  const stores = createStores(table, config.DEPARTEMENT, clock);
  const guard = createAddressGuard({ allowedNetworks: config.WEBHOOK_ALLOWED_NETWORKS, resolve });
  const sendWebhook = createWebhookSender({
    ...clients,
    ...stores,
    secrets: createSubscriberSecrets(webhookSecret),
    post: createPostWebhook({
      guard,
      patienceMilliseconds: config.WEBHOOK_PATIENCE_SECONDS * 1000,
    }),
  });
  const enqueueBackfill = createBackfillEnqueuer({
    ...stores,
    eventsOf,
    queue: clients.webhookQueue,
  });
  return createWebhookConsumer({ ...clients, sendWebhook, enqueueBackfill });
}
