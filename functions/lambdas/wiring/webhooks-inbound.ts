import { logError } from '../../adapters/node/runtime.ts';
import { createSourceAuthenticator, type InboundDeps } from '../../channels/webhooks/inbound.ts';
import { createSourceSecrets } from '../../channels/webhooks/secrets.ts';
import {
  createDeliveryStatusUpdater,
  createDeliveryUpdateRecorder,
} from '../../use-cases/deliveries.ts';
import type { Config } from './config.ts';
import { type Clients, createDeps } from './deps.ts';

export interface WebhooksInboundClients extends Clients {
  /** As it is written in Secrets Manager at this moment. */
  readonly fetchSources: () => Promise<string>;
}

export function buildWebhooksInbound(
  config: Config<'webhooks-inbound'>,
  clients: WebhooksInboundClients,
): InboundDeps {
  const { clock, fetchSources } = clients;
  // Longer than the timeout of infra/lambdas/webhooks-inbound.ts.
  const deps = { ...createDeps(config, clients), runSeconds: 60 };
  const { installers } = config.DELIVERY;
  return {
    authenticateSource: createSourceAuthenticator({
      sources: createSourceSecrets(fetchSources, clock.now),
      clock,
    }),
    recordDeliveryUpdate: createDeliveryUpdateRecorder({
      ...deps,
      updateDeliveryStatus: createDeliveryStatusUpdater({ ...deps, installers }),
    }),
    timeZone: config.TIME_ZONE,
    logError,
  };
}
