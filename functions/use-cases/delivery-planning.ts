import type { Channel } from '../domain/act.ts';
import { findCollege } from '../domain/colleges/college.ts';
import {
  type Delivery,
  type DeliveryPlan,
  newDelivery,
  type PlanProblem,
  planProblems,
} from '../domain/deliveries/delivery.ts';
import { type PlanWarning, planWarnings } from '../domain/deliveries/planning.ts';
import { planAgain } from '../domain/deliveries/transitions.ts';
import { isEducation, type Person } from '../domain/people/person.ts';
import type { Uai } from '../domain/uai.ts';
import {
  type ChangeDeliveryCommand,
  type ChangeDeliveryResult,
  changeDelivery,
} from './deliveries.ts';
import { listDeliveriesTo } from './delivery-queries.ts';
import type { Deps } from './ports.ts';

export interface PlanDeliveryCommand {
  readonly uai: Uai;
  readonly by: Person;
  readonly channel: Channel;
  /** Names the form, view or message that is answered: the same key twice is one delivery. */
  readonly idempotencyKey: string;
  /** Whether the author read the warnings and confirmed. */
  readonly despiteWarnings?: boolean | undefined;
}

type UnplannedResult =
  /** Nothing was written; the author may confirm. */
  | { readonly kind: 'warned'; readonly warnings: readonly PlanWarning[] }
  | { readonly kind: 'contradictory'; readonly problems: readonly PlanProblem[] };

export type PlanDeliveryResult =
  | { readonly kind: 'planned'; readonly delivery: Delivery }
  | UnplannedResult
  /** The collège is not in the register, or the author is not of the service Éducation. */
  | { readonly kind: 'forbidden' };

export interface ReplanDeliveryCommand extends ChangeDeliveryCommand {
  /** Whether the author read the warnings and confirmed. */
  readonly despiteWarnings?: boolean | undefined;
}

export type ReplanDeliveryResult = ChangeDeliveryResult | UnplannedResult;

type PlanDeps = Pick<Deps, 'departement' | 'deliveries' | 'clock' | 'planSetting'>;

const maxIdAttempts = 5;

/** The service Éducation plans lockers for a collège. */
export async function planDelivery(
  deps: PlanDeps & Pick<Deps, 'shortIdFrom'>,
  { uai, by, channel, idempotencyKey, despiteWarnings }: PlanDeliveryCommand,
  plan: DeliveryPlan,
): Promise<PlanDeliveryResult> {
  if (!isEducation(by)) return { kind: 'forbidden' };
  const problems = planProblems(plan);
  if (problems.length > 0) return { kind: 'contradictory', problems };
  const register = await deps.departement.register();
  if (!findCollege(register, uai)) return { kind: 'forbidden' };
  const others = (await listDeliveriesTo(deps, register)).map(({ delivery }) => delivery);
  const repeated = others.find(
    (delivery) => delivery.uai === uai && delivery.idempotencyKey === idempotencyKey,
  );
  if (repeated) return { kind: 'planned', delivery: repeated };
  const warnings = planWarnings(plan, { ...deps.planSetting, today: deps.clock.today(), others });
  if (warnings.length > 0 && !despiteWarnings) return { kind: 'warned', warnings };

  const act = { at: deps.clock.now().toISOString(), who: by.name, channel, idempotencyKey };
  // Six characters can collide; each further attempt computes another id from the same key.
  for (let attempt = 1; attempt <= maxIdAttempts; attempt += 1) {
    const id = deps.shortIdFrom(attempt === 1 ? idempotencyKey : `${idempotencyKey} ${attempt}`);
    const delivery = newDelivery(plan, { uai, id }, act);
    if ((await saveNew(deps, delivery)) === 'saved') {
      return { kind: 'planned', delivery: { ...delivery, version: 1 } };
    }
  }
  throw new Error(`No free delivery id in ${maxIdAttempts} attempts`);
}

/** Changes the plan of a delivery, or gives a new one to a delivery that was postponed or cancelled. */
export async function replanDelivery(
  deps: PlanDeps,
  { despiteWarnings, ...command }: ReplanDeliveryCommand,
  plan: DeliveryPlan,
): Promise<ReplanDeliveryResult> {
  if (!isEducation(command.by)) return { kind: 'forbidden' };
  const problems = planProblems(plan);
  if (problems.length > 0) return { kind: 'contradictory', problems };
  if (!despiteWarnings) {
    const all = await listDeliveriesTo(deps, await deps.departement.register());
    const others = all
      .map(({ delivery }) => delivery)
      .filter(({ uai, id }) => uai !== command.uai || id !== command.id);
    const warnings = planWarnings(plan, { ...deps.planSetting, today: deps.clock.today(), others });
    if (warnings.length > 0) return { kind: 'warned', warnings };
  }
  return changeDelivery(deps, command, (delivery, act) => planAgain(delivery, plan, act));
}

/** `taken`: another delivery has that id. */
async function saveNew(
  { deliveries }: Pick<Deps, 'deliveries'>,
  delivery: Delivery,
): Promise<'saved' | 'taken'> {
  if ((await deliveries.save(delivery)) === 'saved') return 'saved';
  const stored = await deliveries.find(delivery.uai, delivery.id);
  return stored?.idempotencyKey === delivery.idempotencyKey ? 'saved' : 'taken';
}
