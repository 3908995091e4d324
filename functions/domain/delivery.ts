import type { Day } from './calendar.ts';
import type { Uai } from './uai.ts';

/** Where a delivery may go from each state. */
export const deliveryMoves = {
  planned: ['on-its-way', 'postponed', 'cancelled'],
  postponed: ['planned', 'cancelled'],
  'on-its-way': ['arrived', 'cancelled'],
  arrived: ['installed'],
  installed: ['closed'],
  closed: [],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>;

export type DeliveryState = keyof typeof deliveryMoves;

/** Lockers going to one collège. */
export interface Delivery {
  readonly id: string;
  readonly uai: Uai;
  readonly state: DeliveryState;
  readonly lockers: number;
  /** First and last day it may come; one and the same once the day is known. */
  readonly expected: { readonly from: Day; readonly to: Day };
  readonly arrivedOn?: Day | undefined;
}
