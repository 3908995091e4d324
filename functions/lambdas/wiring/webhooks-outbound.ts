import type { SQSEvent } from 'aws-lambda';
import { createStores } from '../../adapters/dynamodb/stores.ts';
import { logError } from '../../adapters/node/runtime.ts';
import { consumeWebhookJobs, type WebhookConsumerDeps } from '../../channels/webhooks/consumer.ts';
import { eventsOf } from '../../channels/webhooks/events/catalog.ts';
import { createPostWebhook } from '../../channels/webhooks/outbound.ts';
import { createSubscriberSecrets } from '../../channels/webhooks/secrets.ts';
import { type AddressRules, createAddressGuard } from '../../channels/webhooks/ssrf-guard.ts';
import type { Config } from './config.ts';
import type { WebhookQueueClients } from './deps.ts';

export interface WebhooksOutboundClients
  extends WebhookQueueClients,
    Pick<WebhookConsumerDeps, 'changeVisibility' | 'putFailure' | 'random'>,
    Pick<AddressRules, 'resolve'> {
  /** The master secret, from which the signing secret of each subscriber is derived. */
  readonly webhookSecret: () => Promise<string>;
}

export function buildWebhooksOutbound(
  config: Config<'webhooks-outbound'>,
  clients: WebhooksOutboundClients,
) {
  const { table, clock, webhookSecret, resolve } = clients;
  const deps: WebhookConsumerDeps = {
    ...clients,
    ...createStores(table, config.DEPARTEMENT, clock),
    eventsOf,
    subscriberSecrets: createSubscriberSecrets(webhookSecret),
    postWebhook: createPostWebhook({
      guard: createAddressGuard({ allowedNetworks: config.WEBHOOK_ALLOWED_NETWORKS, resolve }),
      patienceMilliseconds: config.WEBHOOK_PATIENCE_SECONDS * 1000,
    }),
    logError,
  };
  return (event: SQSEvent) => consumeWebhookJobs(deps, event);
}
