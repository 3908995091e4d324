import { findCollege } from '../../domain/colleges/college.ts';
import type { Uai } from '../../domain/colleges/uai.ts';
import {
  type Delivery,
  type DeliveryPlan,
  newDelivery,
  type PlanProblem,
  planProblems,
} from '../../domain/deliveries/delivery.ts';
import {
  type PlanSetting,
  type PlanWarning,
  planWarnings,
} from '../../domain/deliveries/plan-warnings.ts';
import type { Door } from '../../domain/door.ts';
import { isEducation, type Person } from '../../domain/people/person.ts';
import type { Clock, DeliveryStore, DepartementStore } from '../ports.ts';
import { listEveryDelivery } from './list-every-delivery.ts';

export interface PlanDeliveryDeps {
  readonly departement: DepartementStore;
  readonly deliveries: DeliveryStore;
  readonly clock: Clock;
  readonly planSetting: PlanSetting;
  /** The same short id for the same token, always. */
  readonly deliveryIdFrom: (token: string) => string;
}

export interface PlanDeliveryCommand {
  readonly uai: Uai;
  readonly by: Person;
  readonly door: Door;
  /** Token of the form, view or message: the same token twice is one delivery. */
  readonly opening: string;
  /** They have read the warnings, and mean it. */
  readonly despiteWarnings?: boolean | undefined;
}

export type PlanDeliveryOutcome =
  | { readonly kind: 'planned'; readonly delivery: Delivery }
  /** Nothing was planned: these are worth a thought. */
  | { readonly kind: 'warned'; readonly warnings: readonly PlanWarning[] }
  | { readonly kind: 'contradictory'; readonly problems: readonly PlanProblem[] }
  /** Not in the register, or not of the service Éducation: nobody learns which. */
  | { readonly kind: 'not-yours' };

export type PlanDelivery = (
  command: PlanDeliveryCommand,
  plan: DeliveryPlan,
) => Promise<PlanDeliveryOutcome>;

/** The service Éducation plans lockers for a collège. */
export function makePlanDelivery(deps: PlanDeliveryDeps): PlanDelivery {
  const { departement, deliveries, clock, planSetting, deliveryIdFrom } = deps;

  async function save(delivery: Delivery): Promise<'saved' | 'taken'> {
    if ((await deliveries.save(delivery)) === 'saved') return 'saved';
    const winner = await deliveries.find(delivery.uai, delivery.id);
    return winner?.opening === delivery.opening ? 'saved' : 'taken';
  }

  return async ({ uai, by, door, opening, despiteWarnings }, plan) => {
    if (!isEducation(by)) return { kind: 'not-yours' };
    const problems = planProblems(plan);
    if (problems.length > 0) return { kind: 'contradictory', problems };
    const register = await departement.register();
    if (!findCollege(register, uai)) return { kind: 'not-yours' };
    const others = await listEveryDelivery(deliveries, register);
    const again = others.find((delivery) => delivery.uai === uai && delivery.opening === opening);
    if (again) return { kind: 'planned', delivery: again };
    const warnings = planWarnings(plan, { ...planSetting, today: clock.today(), others });
    if (warnings.length > 0 && !despiteWarnings) return { kind: 'warned', warnings };

    const act = { at: clock.now().toISOString(), who: by.name, door, opening };
    // Six characters are said easily and may meet by chance: the next ones of the same token are as good.
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const id = deliveryIdFrom(attempt === 1 ? opening : `${opening} ${attempt}`);
      const delivery = newDelivery(plan, { uai, id }, act);
      if ((await save(delivery)) === 'saved') {
        return { kind: 'planned', delivery: { ...delivery, version: 1 } };
      }
    }
    throw new Error(`No free delivery id in ${mostAttempts} attempts`);
  };
}

const mostAttempts = 5;
