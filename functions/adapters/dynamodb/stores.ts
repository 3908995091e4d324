import type { Clock } from '../../use-cases/ports.ts';
import { makeDamageStore } from './damages.ts';
import { makeDeclarationStore } from './declarations.ts';
import { makeDeliveryStore } from './deliveries.ts';
import { makeDepartementStore } from './departement.ts';
import { makeDigestStore } from './digests.ts';
import { makeCardStore, makeSendStore } from './notifications.ts';
import { makeContactStore, makePersonStore } from './people.ts';
import { makeSignInStore } from './sign-in.ts';
import type { Table } from './table.ts';
import { makeDispatchStore, makeSubscriberStore } from './webhooks.ts';

/** The stores over the one table. */
export function wireStores(table: Table, departement: string, clock: Clock) {
  return {
    departement: makeDepartementStore(table, departement),
    cards: makeCardStore(table, clock.now),
    contacts: makeContactStore(table),
    damages: makeDamageStore(table, clock.now),
    declarations: makeDeclarationStore(table, clock.now),
    deliveries: makeDeliveryStore(table, clock.now),
    digests: makeDigestStore(table),
    sends: makeSendStore(table),
    persons: makePersonStore(table, departement),
    signIns: makeSignInStore(table, clock.now),
    subscribers: makeSubscriberStore(table, departement),
    dispatches: makeDispatchStore(table, clock.now),
  };
}
