import type { Damage } from '../damages/damage.ts';
import { type Delivery, isReceivable } from '../deliveries/delivery.ts';
import type { CampaignToday } from './campaign.ts';
import type { Declaration } from './declaration.ts';

/** Something that the Département waits for from a collège. */
export type Expected =
  | { readonly kind: 'answer' | 'finish-draft' | 'correct'; readonly declaration: Declaration }
  /** The Département says that it is mended: the collège says whether it is. */
  | { readonly kind: 'confirm-repair'; readonly damage: Damage }
  /** The lockers are there: the collège counts them, and signs. */
  | { readonly kind: 'receive'; readonly delivery: Delivery };

interface CollegeToday {
  readonly campaign?: CampaignToday | undefined;
  /** Of that campaign. */
  readonly declaration?: Declaration | undefined;
  readonly damages: readonly Damage[];
  readonly deliveries: readonly Delivery[];
}

/** What is expected of a collège today, the most pressing first. */
export function expectedOf(today: CollegeToday): readonly Expected[] {
  const { campaign, declaration, damages, deliveries } = today;
  const mended = damages.filter(
    ({ state, journal }) =>
      (state === 'repaired' || state === 'replaced') && journal.at(-1)?.what !== 'repair-confirmed',
  );
  const arrived = deliveries.filter(
    (delivery) => delivery.arrivedOn !== undefined && isReceivable(delivery),
  );
  return [
    ...arrived.map((delivery) => ({ kind: 'receive', delivery }) as const),
    ...(declaration && campaign?.phase === 'open' ? expectedOfDeclaration(declaration) : []),
    ...mended.map((damage) => ({ kind: 'confirm-repair', damage }) as const),
  ];
}

function expectedOfDeclaration(declaration: Declaration): Expected[] {
  const { state, filing, draft } = declaration;
  if (state === 'to-correct') return [{ kind: 'correct', declaration }];
  if (filing) return [];
  return [{ kind: draft ? 'finish-draft' : 'answer', declaration }];
}
