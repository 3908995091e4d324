import { noteTakeback } from '../../domain/deliveries/delivery-acts.ts';
import {
  type Takeback,
  type TakebackProblem,
  takebackProblems,
} from '../../domain/deliveries/takeback.ts';
import { mayRead } from '../../domain/people/person.ts';
import {
  type ChangeDeliveryCommand,
  type ChangeDeliveryDeps,
  type ChangeDeliveryOutcome,
  makeChangeDelivery,
} from './change-delivery.ts';

export type NoteTakebackOutcome =
  | ChangeDeliveryOutcome
  | { readonly kind: 'contradictory'; readonly problems: readonly TakebackProblem[] };

export type NoteTakeback = (
  command: ChangeDeliveryCommand,
  takeback: Takeback,
) => Promise<NoteTakebackOutcome>;

/** How the old lockers leave. The collège knows of its CA, the service Éducation of the collection: either may note it. */
export function makeNoteTakeback(deps: ChangeDeliveryDeps): NoteTakeback {
  const change = makeChangeDelivery(deps);
  return async (command, takeback) => {
    if (!mayRead(command.by, command.uai)) return { kind: 'not-yours' };
    const problems = takebackProblems(takeback, deps.clock.today());
    if (problems.length > 0) return { kind: 'contradictory', problems };
    return change(command, (delivery, act) => noteTakeback(delivery, takeback, act));
  };
}
