import { type Delivery, isReceivable } from '../../domain/deliveries/delivery.ts';
import { receive } from '../../domain/deliveries/delivery-acts.ts';
import {
  type ReceiptAnswers,
  type ReceiptProblem,
  receiptProblems,
} from '../../domain/deliveries/receipt.ts';
import { maySpeakFor } from '../../domain/people/person.ts';
import {
  type ChangeDeliveryCommand,
  type ChangeDeliveryDeps,
  makeChangeDelivery,
} from './change-delivery.ts';

export type ReceiveOutcome =
  | { readonly kind: 'received'; readonly delivery: Delivery }
  /** Somebody has signed for it before, or there is nothing to sign for: `delivery` tells. */
  | { readonly kind: 'not-receivable'; readonly delivery: Delivery }
  | { readonly kind: 'contradictory'; readonly problems: readonly ReceiptProblem[] }
  /** There is none of that id, or they may not act upon it: nobody learns which. */
  | { readonly kind: 'not-yours' };

export type ReceiveDelivery = (
  command: Omit<ChangeDeliveryCommand, 'seenVersion'>,
  answers: ReceiptAnswers,
) => Promise<ReceiveOutcome>;

/** The collège signs for what has come. One receipt, however often it is sent and by however many. */
export function makeReceiveDelivery(deps: ChangeDeliveryDeps): ReceiveDelivery {
  const change = makeChangeDelivery(deps);
  return async (command, answers) => {
    if (!maySpeakFor(command.by, command.uai)) return { kind: 'not-yours' };
    let problems: readonly ReceiptProblem[] = [];
    const today = deps.clock.today();
    const outcome = await change(command, (delivery, act) => {
      problems = receiptProblems(answers, delivery.lockers);
      return problems.length > 0 ? undefined : receive(delivery, { answers, today }, act);
    });
    if (outcome.kind === 'not-yours') return outcome;
    const { delivery } = outcome;
    if (outcome.kind === 'done') return { kind: 'received', delivery };
    return isReceivable(delivery)
      ? { kind: 'contradictory', problems }
      : { kind: 'not-receivable', delivery };
  };
}
