import * as z from 'zod';
import { damageParts } from '../../../domain/damages/damage.ts';
import {
  type Delivery,
  type DeliveryAct,
  type DeliveryEntry,
  receiptOf,
  slots,
} from '../../../domain/deliveries/delivery.ts';
import { type Receipt, type Reserve, verdicts } from '../../../domain/deliveries/receipt.ts';
import { printLockers } from '../../../domain/lockers.ts';
import { deliveryReference } from '../../../domain/reference.ts';
import type { WebhookEvent, WebhookEventType } from '../../../domain/webhooks/event.ts';
import { count, day, uai, versions, webhookEventFrom } from './envelope.ts';

/** Without the order number, the team, the reasons and the signature: they are free text. */
export const deliveryData = z.object({
  reference: z.string().describe('Names the collège and the delivery.'),
  uai,
  ...versions,
  state: z
    .enum(['planned', 'on-its-way', 'arrived', 'installed', 'closed', 'postponed', 'cancelled'])
    .describe('Where the delivery stands.'),
  lockers: count.describe('How many lockers are to come.'),
  expected: z
    .object({
      from: day.describe('The first day it may come.'),
      to: day.describe('The last day it may come; the same as `from` once the day is known.'),
      slot: z.enum(slots).nullable().describe('The half of that day, where it is known.'),
    })
    .describe('When it is expected.'),
  arrivedOn: day.nullable().describe('The day it arrived.'),
  installedOn: day.nullable().describe('The day the lockers were installed.'),
});

export const receiptData = deliveryData.extend({
  receipt: z
    .object({
      verdict: z.enum(verdicts).describe('What the collège says of it.'),
      announced: count.describe('How many lockers were announced.'),
      counted: count.describe('How many lockers were counted.'),
      reserves: count.describe('How many réserves were noted.'),
    })
    .describe('What the collège has signed.'),
});

export const reserveData = deliveryData.extend({
  reserve: z
    .object({
      id: z.string().describe('Names the réserve on its receipt: `R1`.'),
      about: z
        .enum(['count', 'lockers'])
        .describe('Whether lockers are missing, or are not as they should be.'),
      lockers: z
        .string()
        .describe('The numbers of the lockers, as ranges: `101-112, 115`. May be empty.'),
      lockersCount: count.describe('How many lockers, with and without a number.'),
      parts: z.array(z.enum(damageParts)).describe('What is wrong with them.'),
      lifted: z.boolean().describe('Whether it is lifted.'),
    })
    .describe('Something wrong, followed until it is lifted.'),
});

const types: Partial<Record<DeliveryAct, WebhookEventType>> = {
  planned: 'delivery.planned',
  'on-its-way': 'delivery.on_its_way',
  arrived: 'delivery.arrived',
  installed: 'delivery.installed',
  closed: 'delivery.closed',
  postponed: 'delivery.postponed',
  cancelled: 'delivery.cancelled',
  received: 'delivery.received',
  refused: 'delivery.received',
  'reserve-lifted': 'delivery.reserve_lifted',
};

/** One event for each published entry of the journal after that version, and one for each réserve of a receipt. */
export function deliveryEvents(delivery: Delivery, previousVersion: number): WebhookEvent[] {
  return delivery.journal
    .filter(({ version }) => version > previousVersion)
    .flatMap((entry) => eventsOfEntry(delivery, entry));
}

function eventsOfEntry(delivery: Delivery, entry: DeliveryEntry): WebhookEvent[] {
  const type = types[entry.what];
  if (!type) return [];
  const thing = `delivery ${deliveryReference(delivery)}`;
  const common = dataOf(delivery, entry.version);
  const receipt = delivery.receipts.find(({ signedAt }) => signedAt === entry.at);
  switch (entry.what) {
    case 'received':
    case 'refused': {
      if (!receipt) return [];
      const data: z.input<typeof receiptData> = { ...common, receipt: receiptDataOf(receipt) };
      const noted = receipt.reserves.map((reserve) =>
        webhookEventFrom({
          type: 'delivery.reserve_noted',
          thing: `${thing} ${reserve.id}`,
          entry,
          data: { ...common, reserve: reserveDataOf(reserve) } satisfies z.input<
            typeof reserveData
          >,
        }),
      );
      return [webhookEventFrom({ type, thing, entry, data }), ...noted];
    }
    case 'reserve-lifted': {
      const reserve = receiptOf(delivery)?.reserves.find(({ id }) => id === entry.reserveId);
      if (!reserve) return [];
      const data: z.input<typeof reserveData> = { ...common, reserve: reserveDataOf(reserve) };
      return [webhookEventFrom({ type, thing: `${thing} ${reserve.id}`, entry, data })];
    }
    default:
      return [webhookEventFrom({ type, thing, entry, data: common })];
  }
}

function dataOf(delivery: Delivery, version: number): z.input<typeof deliveryData> {
  const { uai, state, lockers, expected, arrivedOn, installed } = delivery;
  const { from, to, slot } = expected;
  return {
    reference: deliveryReference(delivery),
    uai,
    version,
    asOf: delivery.version,
    state,
    lockers,
    expected: { from, to, slot: slot ?? null },
    arrivedOn: arrivedOn ?? null,
    installedOn: installed?.on ?? null,
  };
}

function receiptDataOf({ verdict, announced, counted, reserves }: Receipt) {
  return { verdict, announced, counted, reserves: reserves.length };
}

function reserveDataOf({ id, about, lockers, lockersCount, parts, lifted }: Reserve) {
  return {
    ...{ id, about, lockers: printLockers(lockers), lockersCount, parts: [...parts] },
    lifted: lifted !== undefined,
  };
}
