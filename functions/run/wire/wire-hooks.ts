import { randomUUID } from 'node:crypto';
import type { HooksDeps } from '../../doors/hooks/app.ts';
import { makeRecogniseSender } from '../../doors/hooks/recognise-sender.ts';
import { makeHearDelivery } from '../../use-cases/deliveries/hear-delivery.ts';
import { makeMoveDelivery } from '../../use-cases/deliveries/move-delivery.ts';
import { makeSendOnce } from '../../use-cases/notices/send-once.ts';
import type { Config } from '../config.ts';
import { reportError } from '../report-error.ts';
import { makeSenderSecrets } from '../sender-secrets.ts';
import type { Engines } from './engines.ts';
import { wireStores } from './wire-stores.ts';

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
      // Longer than its timeout, in infra/hooks-door.ts.
      sendOnce: makeSendOnce({ ...deps, runMinutes: 1 }),
    }),
    timeZone: config.TIME_ZONE,
    reportError,
  };
}
