import type { Uai } from '../../domain/colleges/uai.ts';
import type { Delivery, DeliveryChange } from '../../domain/deliveries/delivery.ts';
import type { Door } from '../../domain/door.ts';
import { toldVersion } from '../../domain/journal.ts';
import type { Machine, Person } from '../../domain/people/person.ts';
import type { Clock, DeliveryStore } from '../ports.ts';

export interface ChangeDeliveryDeps {
  readonly deliveries: DeliveryStore;
  readonly clock: Clock;
}

/** Who acts upon which delivery, and what they had before their eyes. */
export interface ChangeDeliveryCommand<By = Person> {
  readonly uai: Uai;
  readonly id: string;
  readonly by: By;
  readonly door: Door;
  /** Token of the form, view or message they answer: the same token twice is one act. */
  readonly opening: string;
  /** Of the last line of the journal they saw; absent where that does not matter: a machine saw nothing. */
  readonly seenVersion?: number | undefined;
}

export type ChangeDeliveryOutcome =
  | { readonly kind: 'done'; readonly delivery: Delivery }
  /** Somebody else wrote meanwhile: `delivery` is what stands now, untouched. */
  | { readonly kind: 'stale'; readonly delivery: Delivery }
  /** The delivery's state allows no such act. */
  | { readonly kind: 'settled'; readonly delivery: Delivery }
  /** There is none of that id, or they may not act upon it: nobody learns which. */
  | { readonly kind: 'not-yours' };

export type ChangeDelivery = (
  command: ChangeDeliveryCommand<Person | Machine>,
  change: DeliveryChange,
) => Promise<ChangeDeliveryOutcome>;

/** Everybody's writes to one delivery at the same moment are few. */
const attempts = 5;

/** What every act upon a delivery has in common. Who may act is its caller's to judge. */
export function makeChangeDelivery({ deliveries, clock }: ChangeDeliveryDeps): ChangeDelivery {
  return async ({ uai, id, by, door, opening, seenVersion }, change) => {
    const who = 'machine' in by ? by.machine : by.name;
    const mail = 'machine' in by ? undefined : by.mail;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const stored = await deliveries.find(uai, id);
      if (!stored) return { kind: 'not-yours' };
      if (isSameAct(stored, opening)) return { kind: 'done', delivery: stored };
      if (seenVersion !== undefined && toldVersion(stored) !== seenVersion) {
        return { kind: 'stale', delivery: stored };
      }
      const act = { at: clock.now().toISOString(), who, mail, door, opening };
      const changed = change(stored, act);
      if (!changed) return { kind: 'settled', delivery: stored };
      if ((await deliveries.save(changed)) === 'saved') {
        return { kind: 'done', delivery: { ...changed, version: changed.version + 1 } };
      }
      // The race was lost between the read and the write: what stands now says what becomes of the act.
    }
    throw new Error('A delivery is written to without a pause');
  };
}

/** A receipt is the same one however much was written since: who signs stands where the network is bad. */
function isSameAct({ lastOpening, receipts }: Delivery, opening: string): boolean {
  return lastOpening === opening || receipts.some((receipt) => receipt.opening === opening);
}
