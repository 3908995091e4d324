import type { Instant } from '../calendar.ts';
import type { Uai } from '../colleges/uai.ts';
import type { Dispatch } from './dispatch.ts';

interface Wanted {
  readonly subscriberId: string;
  /** Of events that happened since. */
  readonly from: Instant;
}

/** What a subscriber is to be sent besides what happens, and which orders that makes is still to be found out. */
export type CatchUp = Wanted &
  (
    | {
        /** What was sent to it, or held for it, and has not arrived. */
        readonly kind: 'missed';
        readonly states: readonly Dispatch['state'][];
        /** Of the orders it makes. */
        readonly round: Instant;
      }
    | {
        /** All that happened to one collège. */
        readonly kind: 'past';
        readonly uai: Uai;
      }
  );
