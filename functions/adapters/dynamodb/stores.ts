import type { Clock } from '../../use-cases/ports.ts';
import { createAnnouncedChangeStore } from './announced-changes.ts';
import { createDamageStore } from './damages.ts';
import { createDeclarationStore } from './declarations.ts';
import { createDeliveryStore } from './deliveries.ts';
import { createDepartementStore } from './departement.ts';
import { createDigestCursorStore } from './digest-cursors.ts';
import { createDigestStore } from './digests.ts';
import { createDraftStore } from './drafts.ts';
import { createPostedMessageStore, createSendRecordStore } from './notifications.ts';
import { createChatUserStore, createPersonStore } from './people.ts';
import { createSignInStore } from './sign-in.ts';
import type { Table } from './table.ts';
import { createSubscriberStore, createWebhookMessageStore } from './webhooks.ts';

/** The stores over the one table. */
export function createStores(table: Table, departement: string, clock: Clock) {
  return {
    departement: createDepartementStore(table, departement),
    announcedChanges: createAnnouncedChangeStore(table, clock.now),
    postedMessages: createPostedMessageStore(table, clock.now),
    chatUsers: createChatUserStore(table),
    damages: createDamageStore(table, clock.now),
    declarations: createDeclarationStore(table, clock.now),
    deliveries: createDeliveryStore(table, clock.now),
    digestCursors: createDigestCursorStore(table),
    digests: createDigestStore(table),
    drafts: createDraftStore(table),
    sendRecords: createSendRecordStore(table),
    persons: createPersonStore(table, departement),
    signIns: createSignInStore(table, clock.now),
    subscribers: createSubscriberStore(table, departement),
    webhookMessages: createWebhookMessageStore(table, clock.now),
  };
}
