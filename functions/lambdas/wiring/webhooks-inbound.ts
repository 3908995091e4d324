import { randomUUID } from 'node:crypto';
import { wireStores } from '../../adapters/dynamodb/stores.ts';
import { reportError } from '../../adapters/node/runtime.ts';
import { type HooksDeps, makeRecogniseSender } from '../../channels/webhooks/inbound.ts';
import { makeSenderSecrets } from '../../channels/webhooks/secrets.ts';
import { makeHearDelivery, makeMoveDelivery } from '../../use-cases/deliveries.ts';
import { makeSendOnce } from '../../use-cases/send-once.ts';
import type { Config } from './config.ts';
import type { Engines } from './deps.ts';

export interface HooksEngines extends Engines {
  /** As it is written in Secrets Manager at this moment. */
  readonly fetchSenders: () => Promise<string>;
}

export function wireHooks(config: Config<'hooks'>, engines: HooksEngines): HooksDeps {
  const { table, clock, fetchSenders } = engines;
  const deps = { ...wireStores(table, config.DEPARTEMENT, clock), clock, newId: randomUUID };
  const { installers } = config.DELIVERY;
  return {
    recogniseSender: makeRecogniseSender({
      senders: makeSenderSecrets(fetchSenders, clock.now),
      clock,
    }),
    hearDelivery: makeHearDelivery({
      moveDelivery: makeMoveDelivery({ ...deps, installers }),
      // Longer than its timeout, in infra/lambdas/webhooks-inbound.ts.
      sendOnce: makeSendOnce({ ...deps, runMinutes: 1 }),
    }),
    timeZone: config.TIME_ZONE,
    reportError,
  };
}
