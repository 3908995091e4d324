import { eventsOf } from '../../hooks/events-of.ts';
import { type AddressRules, makeAddressGuard } from '../../notify/webhook/guard-address.ts';
import { makePostWebhook } from '../../notify/webhook/post-webhook.ts';
import { makeMakeOrders } from '../../use-cases/webhooks/catch-up.ts';
import { makeSendDispatch } from '../../use-cases/webhooks/send-dispatch.ts';
import type { CarryDispatchesDeps } from '../carry-dispatches.ts';
import { makeCarryDispatches } from '../carry-dispatches.ts';
import type { Config } from '../config.ts';
import { makeSubscriberSecrets } from '../subscriber-secrets.ts';
import type { HookEngines } from './engines.ts';
import { wireStores } from './wire-stores.ts';

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
