import * as z from 'zod';
import type { AnnouncedChange, AnnouncedChangeStore } from '../../use-cases/ports.ts';
import { sha256Short } from '../node/crypto.ts';
import { storedDamage } from './damages.ts';
import { storedDeclaration } from './declarations.ts';
import { storedDelivery } from './deliveries.ts';
import { announcedChangeKey } from './keys.ts';
import { storedPerson } from './people.ts';
import { schemaVersions } from './schemas.ts';
import type { Table } from './table.ts';
import { readItem } from './versioned-store.ts';
import { storedSubscriber } from './webhooks.ts';

const previousVersion = z.int();
const storedChange = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('declaration'),
      declaration: storedDeclaration,
      previousVersion,
    }),
    z.object({ kind: z.literal('damage'), damage: storedDamage, previousVersion }),
    z.object({ kind: z.literal('delivery'), delivery: storedDelivery, previousVersion }),
    z.object({ kind: z.literal('person'), person: storedPerson, previousVersion }),
    z.object({ kind: z.literal('subscriber'), subscriber: storedSubscriber, previousVersion }),
  ]),
);

/** A day longer than SQS keeps a message that was parked. */
const keptSeconds = 15 * 24 * 3600;

export function createAnnouncedChangeStore(table: Table, now: () => Date): AnnouncedChangeStore {
  return {
    async keep(change) {
      const { thing, version } = referenceOf(change);
      await table.put({
        ...announcedChangeKey(thing, version),
        ...change,
        schemaVersion: schemaVersions.announcedChange,
        expiresAt: Math.floor(now().getTime() / 1000) + keptSeconds,
      });
      return { thing, version };
    },

    async find({ thing, version }) {
      const item = await table.get(announcedChangeKey(thing, version));
      return item && readItem<AnnouncedChange>(storedChange, item);
    },
  };
}

/** Names the thing without personal data, because queues and logs carry it. */
function referenceOf(change: AnnouncedChange) {
  switch (change.kind) {
    case 'declaration': {
      const { uai, campaignId, version } = change.declaration;
      return { thing: `declaration ${uai} ${campaignId}`, version };
    }
    case 'damage': {
      const { uai, id, version } = change.damage;
      return { thing: `damage ${uai} ${id}`, version };
    }
    case 'delivery': {
      const { uai, id, version } = change.delivery;
      return { thing: `delivery ${uai} ${id}`, version };
    }
    case 'person': {
      const { mail, version } = change.person;
      return { thing: `person ${sha256Short(mail)}`, version };
    }
    case 'subscriber': {
      const { id, version } = change.subscriber;
      return { thing: `subscriber ${id}`, version };
    }
  }
}
