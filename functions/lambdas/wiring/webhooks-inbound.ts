import { logError } from '../../adapters/node/runtime.ts';
import type { InboundDeps } from '../../channels/webhooks/inbound.ts';
import { createSourceSecrets } from '../../channels/webhooks/secrets.ts';
import type { Config } from './config.ts';
import { type Clients, createDeps } from './deps.ts';

export interface WebhooksInboundClients extends Clients {
  /** Reads the secrets of the sources from Secrets Manager. */
  readonly fetchSources: () => Promise<string>;
}

export function buildWebhooksInbound(
  config: Config<'webhooks-inbound'>,
  clients: WebhooksInboundClients,
): InboundDeps {
  return {
    ...createDeps(config, clients),
    installers: config.DELIVERY.installers,
    sources: createSourceSecrets(clients.fetchSources, clients.clock.now),
    // Longer than the timeout of the function, in infra/lambdas/webhooks-inbound.ts.
    runSeconds: 60,
    timeZone: config.TIME_ZONE,
    logError,
  };
}
