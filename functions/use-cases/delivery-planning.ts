import type { Channel } from '../domain/act.ts';
import { findCollege, type Register } from '../domain/colleges/college.ts';
import {
  type Delivery,
  type DeliveryPlan,
  newDelivery,
  type PlanProblem,
  planProblems,
} from '../domain/deliveries/delivery.ts';
import { type PlanSetting, type PlanWarning, planWarnings } from '../domain/deliveries/planning.ts';
import { planAgain } from '../domain/deliveries/transitions.ts';
import { isEducation, type Person } from '../domain/people/person.ts';
import type { Uai } from '../domain/uai.ts';
import {
  type ChangeDeliveryCommand,
  type ChangeDeliveryDeps,
  type ChangeDeliveryOutcome,
  makeChangeDelivery,
} from './deliveries.ts';
import type { Clock, DeliveryStore, DepartementStore } from './ports.ts';

/** The deliveries of every collège, in the order of the register. */
export async function listEveryDelivery(
  deliveries: Pick<DeliveryStore, 'listOf'>,
  register: Register,
): Promise<readonly Delivery[]> {
  const lists = await Promise.all(register.map(({ uai }) => deliveries.listOf(uai)));
  return lists.flat();
}

export interface PlanDeliveryDeps {
  readonly departement: DepartementStore;
  readonly deliveries: DeliveryStore;
  readonly clock: Clock;
  readonly planSetting: PlanSetting;
  /** The same short id for the same token, always. */
  readonly shortIdFrom: (token: string) => string;
}

export interface PlanDeliveryCommand {
  readonly uai: Uai;
  readonly by: Person;
  readonly channel: Channel;
  /** Token of the form, view or message: the same token twice is one delivery. */
  readonly idempotencyKey: string;
  /** They have read the warnings, and mean it. */
  readonly despiteWarnings?: boolean | undefined;
}

export type PlanDeliveryOutcome =
  | { readonly kind: 'planned'; readonly delivery: Delivery }
  /** Nothing was planned: these are worth a thought. */
  | { readonly kind: 'warned'; readonly warnings: readonly PlanWarning[] }
  | { readonly kind: 'contradictory'; readonly problems: readonly PlanProblem[] }
  /** Not in the register, or not of the service Éducation: nobody learns which. */
  | { readonly kind: 'forbidden' };

export type PlanDelivery = (
  command: PlanDeliveryCommand,
  plan: DeliveryPlan,
) => Promise<PlanDeliveryOutcome>;

/** The service Éducation plans lockers for a collège. */
export function makePlanDelivery(deps: PlanDeliveryDeps): PlanDelivery {
  const { departement, deliveries, clock, planSetting, shortIdFrom } = deps;

  async function save(delivery: Delivery): Promise<'saved' | 'taken'> {
    if ((await deliveries.save(delivery)) === 'saved') return 'saved';
    const winner = await deliveries.find(delivery.uai, delivery.id);
    return winner?.idempotencyKey === delivery.idempotencyKey ? 'saved' : 'taken';
  }

  return async ({ uai, by, channel, idempotencyKey, despiteWarnings }, plan) => {
    if (!isEducation(by)) return { kind: 'forbidden' };
    const problems = planProblems(plan);
    if (problems.length > 0) return { kind: 'contradictory', problems };
    const register = await departement.register();
    if (!findCollege(register, uai)) return { kind: 'forbidden' };
    const others = await listEveryDelivery(deliveries, register);
    const again = others.find(
      (delivery) => delivery.uai === uai && delivery.idempotencyKey === idempotencyKey,
    );
    if (again) return { kind: 'planned', delivery: again };
    const warnings = planWarnings(plan, { ...planSetting, today: clock.today(), others });
    if (warnings.length > 0 && !despiteWarnings) return { kind: 'warned', warnings };

    const act = { at: clock.now().toISOString(), who: by.name, channel, idempotencyKey };
    // Six characters are said easily and may meet by chance: the next ones of the same token are as good.
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const id = shortIdFrom(attempt === 1 ? idempotencyKey : `${idempotencyKey} ${attempt}`);
      const delivery = newDelivery(plan, { uai, id }, act);
      if ((await save(delivery)) === 'saved') {
        return { kind: 'planned', delivery: { ...delivery, version: 1 } };
      }
    }
    throw new Error(`No free delivery id in ${mostAttempts} attempts`);
  };
}

const mostAttempts = 5;

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
    if (!isEducation(command.by)) return { kind: 'forbidden' };
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
