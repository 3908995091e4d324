import * as z from 'zod';
import type { statusUpdates } from '../../domain/deliveries/delivery.ts';

const deliveryUpdates = {
  'delivery.on_its_way': 'on-its-way',
  'delivery.arrived': 'arrived',
  'delivery.installed': 'installed',
  'delivery.postponed': 'postponed',
  'delivery.cancelled': 'cancelled',
} as const satisfies Record<string, (typeof statusUpdates)[number]>;

type DeliveryUpdateType = keyof typeof deliveryUpdates;
const types = Object.keys(deliveryUpdates).filter(
  (type): type is DeliveryUpdateType => type in deliveryUpdates,
);

/** A message about a delivery from another system. The types are those of the published events. */
export const deliveryUpdate = z
  .object({
    type: z.enum(types).describe('What happened to the delivery.'),
    timestamp: z.iso.datetime({ offset: true }).describe('When it happened, with its time zone.'),
    data: z
      .object({
        reference: z.string().max(60).describe('The delivery: `L-0470678G-7F3K2M`.'),
        on: z.iso
          .date()
          .optional()
          .describe('The day it happened; that of `timestamp` when absent.'),
        team: z.string().max(100).optional().describe('Who installed the lockers.'),
        note: z
          .string()
          .max(1000)
          .optional()
          .describe(
            'A note for people. It is required as the reason when the delivery is postponed or cancelled.',
          ),
      })
      .describe('The report.'),
  })
  .describe('What another system reports about one delivery. Unknown fields are ignored.');

export const statusUpdateOf = ({ type }: { readonly type: DeliveryUpdateType }) =>
  deliveryUpdates[type];
