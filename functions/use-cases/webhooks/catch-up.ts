import type { Uai } from '../../domain/colleges/uai.ts';
import type { Happening } from '../../domain/notices/message.ts';
import type { CatchUp } from '../../domain/webhooks/catch-up.ts';
import type { HookEvent } from '../../domain/webhooks/hook-event.ts';
import { wants } from '../../domain/webhooks/subscriber.ts';
import type { DamageStore, DeclarationStore, DeliveryStore } from '../ports.ts';
import type { DispatchQueue, DispatchStore, SubscriberStore } from './webhook-ports.ts';

export interface CatchUpDeps {
  readonly subscribers: Pick<SubscriberStore, 'find'>;
  readonly dispatches: Pick<DispatchStore, 'since'>;
  readonly declarations: Pick<DeclarationStore, 'listOf'>;
  readonly damages: Pick<DamageStore, 'listOf'>;
  readonly deliveries: Pick<DeliveryStore, 'listOf'>;
  readonly queue: Pick<DispatchQueue, 'put'>;
  readonly eventsOf: (happening: Happening) => readonly HookEvent[];
}

/** Puts the orders that a catch-up stands for on the queue. Begun again, it makes the same ones, and they are void. */
export type MakeOrders = (catchUp: CatchUp) => Promise<void>;

export function makeMakeOrders(deps: CatchUpDeps): MakeOrders {
  const { subscribers, dispatches, queue } = deps;
  return async (catchUp) => {
    const { subscriberId, from } = catchUp;
    const subscriber = await subscribers.find(subscriberId);
    if (!subscriber || subscriber.state === 'disabled') return;
    if (catchUp.kind === 'missed') {
      const { states, round } = catchUp;
      for await (const some of dispatches.since(subscriberId, from)) {
        const missed = some.filter(({ state }) => states.includes(state));
        await queue.put(missed.map(({ event }) => ({ subscriberId, event, round })));
      }
      return;
    }
    const events = await eventsOfCollege(deps, catchUp.uai);
    const orders = events
      .filter((event) => event.at >= from && wants(subscriber, event.type))
      .toSorted((a, b) => a.at.localeCompare(b.at))
      // The first round of each: where it is settled already, the order is void.
      .map((event) => ({ subscriberId, event, round: event.at }));
    await queue.put(orders);
  };
}

async function eventsOfCollege(deps: CatchUpDeps, uai: Uai): Promise<readonly HookEvent[]> {
  const { declarations, damages, deliveries, eventsOf } = deps;
  const [filed, reported, planned] = await Promise.all([
    declarations.listOf(uai),
    damages.listOf(uai),
    deliveries.listOf(uai),
  ]);
  return [
    ...filed.flatMap((declaration) => eventsOf({ kind: 'declaration', declaration, since: 0 })),
    ...reported.flatMap((damage) => eventsOf({ kind: 'damage', damage, since: 0 })),
    ...planned.flatMap((delivery) => eventsOf({ kind: 'delivery', delivery, since: 0 })),
  ];
}
