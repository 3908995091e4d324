import { liftReserve } from '../../domain/deliveries/delivery-acts.ts';
import { isEducation } from '../../domain/people/person.ts';
import {
  type ChangeDeliveryCommand,
  type ChangeDeliveryDeps,
  type ChangeDeliveryOutcome,
  makeChangeDelivery,
} from './change-delivery.ts';

export interface LiftReserveCommand extends ChangeDeliveryCommand {
  readonly reserveId: string;
  /** What was done about it. */
  readonly note: string;
}

export type LiftReserve = (command: LiftReserveCommand) => Promise<ChangeDeliveryOutcome>;

/** The service Éducation lifts a réserve: the workshop has seen to it. With the last one an installed delivery is closed. */
export function makeLiftReserve(deps: ChangeDeliveryDeps): LiftReserve {
  const change = makeChangeDelivery(deps);
  return async ({ reserveId, note, ...command }) => {
    if (!isEducation(command.by)) return { kind: 'not-yours' };
    return change(command, (delivery, act) => liftReserve(delivery, { reserveId, note }, act));
  };
}
