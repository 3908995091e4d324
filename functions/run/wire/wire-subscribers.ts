import type { SubscriberUses } from '../../doors/web/web-deps.ts';
import { eventsOf } from '../../hooks/events-of.ts';
import { makeTestEvent } from '../../hooks/test-event.ts';
import {
  makeCreateSubscriber,
  makeEditSubscriber,
  makeMoveSubscriber,
} from '../../use-cases/webhooks/change-subscriber.ts';
import {
  makePushPastEvents,
  makeReplayFailed,
  makeReplayOne,
  makeTestSubscriber,
} from '../../use-cases/webhooks/replay-dispatches.ts';
import {
  makeViewSubscriber,
  makeViewSubscribers,
} from '../../use-cases/webhooks/view-subscribers.ts';
import type { Config } from '../config.ts';
import { makeSubscriberSecrets, subscriberIdFrom } from '../subscriber-secrets.ts';
import type { HookEngines } from './engines.ts';
import { wireStores } from './wire-stores.ts';

export interface SubscriberEngines extends HookEngines {
  /** The one that those of the subscribers are computed from. */
  readonly webhookSecret: () => Promise<string>;
}

/** What the service Éducation does about subscribers. */
export function wireSubscribers(config: Config<'web'>, engines: SubscriberEngines): SubscriberUses {
  const { table, clock, dispatchQueue, webhookSecret } = engines;
  const deps = {
    ...wireStores(table, config.DEPARTEMENT, clock),
    ...{ clock, eventsOf, makeTestEvent, subscriberIdFrom },
    queue: dispatchQueue,
    secrets: makeSubscriberSecrets(webhookSecret),
    webhookPolicy: { schemes: config.WEBHOOK_SCHEMES, ports: config.WEBHOOK_PORTS },
  };
  return {
    viewSubscribers: makeViewSubscribers(deps),
    viewSubscriber: makeViewSubscriber(deps),
    createSubscriber: makeCreateSubscriber(deps),
    editSubscriber: makeEditSubscriber(deps),
    moveSubscriber: makeMoveSubscriber(deps),
    testSubscriber: makeTestSubscriber(deps),
    replayOne: makeReplayOne(deps),
    replayFailed: makeReplayFailed(deps),
    pushPastEvents: makePushPastEvents(deps),
  };
}
