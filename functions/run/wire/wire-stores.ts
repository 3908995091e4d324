import { makeCardStore } from '../../store/card-store.ts';
import { makeContactStore } from '../../store/contact-store.ts';
import { makeDamageStore } from '../../store/damage-store.ts';
import { makeDeclarationStore } from '../../store/declaration-store.ts';
import { makeDeliveryStore } from '../../store/delivery-store.ts';
import { makeDepartementStore } from '../../store/departement-store.ts';
import { makeDigestStore } from '../../store/digest-store.ts';
import { makeDispatchStore } from '../../store/dispatch-store.ts';
import { makePersonStore } from '../../store/person-store.ts';
import { makeSendStore } from '../../store/send-store.ts';
import { makeSignInStore } from '../../store/sign-in-store.ts';
import { makeSubscriberStore } from '../../store/subscriber-store.ts';
import type { Table } from '../../store/table.ts';
import type { Clock } from '../../use-cases/ports.ts';

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
