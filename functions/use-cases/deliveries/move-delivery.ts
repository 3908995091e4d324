import type { Day } from '../../domain/calendar.ts';
import type { DeliveryMove } from '../../domain/deliveries/delivery.ts';
import { moveDelivery, needsReason } from '../../domain/deliveries/delivery-acts.ts';
import { type Machine, mayMoveDeliveries, type Person } from '../../domain/people/person.ts';
import {
  type ChangeDeliveryCommand,
  type ChangeDeliveryDeps,
  type ChangeDeliveryOutcome,
  makeChangeDelivery,
} from './change-delivery.ts';

export interface MoveDeliveryDeps extends ChangeDeliveryDeps {
  /** Who installs lockers in this Département, where nobody says otherwise. */
  readonly installers: string;
}

export interface MoveDeliveryCommand extends ChangeDeliveryCommand<Person | Machine> {
  readonly move: DeliveryMove;
  /** The day it happened; today when absent. */
  readonly on?: Day | undefined;
  readonly team?: string | undefined;
  /** What people are told; the reason must be. */
  readonly note?: string | undefined;
}

export type MoveDeliveryOutcome =
  | ChangeDeliveryOutcome
  | { readonly kind: 'reason-missing' }
  /** Nothing has happened on a day to come. */
  | { readonly kind: 'day-to-come' };

export type MoveDelivery = (command: MoveDeliveryCommand) => Promise<MoveDeliveryOutcome>;

/** Says where a delivery is: the service Éducation, or a machine that it trusts. */
export function makeMoveDelivery(deps: MoveDeliveryDeps): MoveDelivery {
  const change = makeChangeDelivery(deps);
  return async ({ move, on, team, note = '', ...command }) => {
    if (!mayMoveDeliveries(command.by)) return { kind: 'not-yours' };
    if (needsReason(move) && !note) return { kind: 'reason-missing' };
    const today = deps.clock.today();
    if (on && on > today) return { kind: 'day-to-come' };
    const details = { move, on: on || today, team: team || deps.installers, note };
    return change(command, (delivery, act) => moveDelivery(delivery, details, act));
  };
}
