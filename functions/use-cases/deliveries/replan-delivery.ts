import {
  type DeliveryPlan,
  type PlanProblem,
  planProblems,
} from '../../domain/deliveries/delivery.ts';
import { planAgain } from '../../domain/deliveries/delivery-acts.ts';
import {
  type PlanSetting,
  type PlanWarning,
  planWarnings,
} from '../../domain/deliveries/plan-warnings.ts';
import { isEducation } from '../../domain/people/person.ts';
import type { DepartementStore } from '../ports.ts';
import {
  type ChangeDeliveryCommand,
  type ChangeDeliveryDeps,
  type ChangeDeliveryOutcome,
  makeChangeDelivery,
} from './change-delivery.ts';
import { listEveryDelivery } from './list-every-delivery.ts';

export interface ReplanDeliveryDeps extends ChangeDeliveryDeps {
  readonly departement: DepartementStore;
  readonly planSetting: PlanSetting;
}

export interface ReplanDeliveryCommand extends ChangeDeliveryCommand {
  /** They have read the warnings, and mean it. */
  readonly despiteWarnings?: boolean | undefined;
}

export type ReplanDeliveryOutcome =
  | ChangeDeliveryOutcome
  | { readonly kind: 'warned'; readonly warnings: readonly PlanWarning[] }
  | { readonly kind: 'contradictory'; readonly problems: readonly PlanProblem[] };

export type ReplanDelivery = (
  command: ReplanDeliveryCommand,
  plan: DeliveryPlan,
) => Promise<ReplanDeliveryOutcome>;

/** Another day, another number of lockers, an order number; or a new day for what was put off or cancelled. */
export function makeReplanDelivery(deps: ReplanDeliveryDeps): ReplanDelivery {
  const { departement, deliveries, clock, planSetting } = deps;
  const change = makeChangeDelivery(deps);
  return async ({ despiteWarnings, ...command }, plan) => {
    if (!isEducation(command.by)) return { kind: 'not-yours' };
    const problems = planProblems(plan);
    if (problems.length > 0) return { kind: 'contradictory', problems };
    if (!despiteWarnings) {
      const every = await listEveryDelivery(deliveries, await departement.register());
      const others = every.filter(({ uai, id }) => uai !== command.uai || id !== command.id);
      const warnings = planWarnings(plan, { ...planSetting, today: clock.today(), others });
      if (warnings.length > 0) return { kind: 'warned', warnings };
    }
    return change(command, (delivery, act) => planAgain(delivery, plan, act));
  };
}
