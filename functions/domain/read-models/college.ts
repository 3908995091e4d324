import type { College } from '../colleges/college.ts';
import type { Damage } from '../damages/damage.ts';
import type { CampaignStatus, CampaignToday } from '../declarations/campaign.ts';
import { type Declaration, newDeclaration } from '../declarations/declaration.ts';
import { type Delivery, isReceivable } from '../deliveries/delivery.ts';

/** Something that the Département expects from a collège. */
export type Todo =
  | { readonly kind: 'answer' | 'finish-draft' | 'correct'; readonly declaration: Declaration }
  /** The Département declared the damage repaired or replaced: the collège confirms it, or not. */
  | { readonly kind: 'confirm-repair'; readonly damage: Damage }
  /** The lockers arrived: the collège counts them and signs. */
  | { readonly kind: 'receive'; readonly delivery: Delivery };

interface CollegeToday {
  readonly campaign?: CampaignToday | undefined;
  /** Of that campaign. */
  readonly declaration?: Declaration | undefined;
  readonly damages: readonly Damage[];
  readonly deliveries: readonly Delivery[];
}

/** The most urgent first. */
export function todosOf(today: CollegeToday): readonly Todo[] {
  const { campaign, declaration, damages, deliveries } = today;
  const repaired = damages.filter(
    ({ state, journal }) =>
      (state === 'repaired' || state === 'replaced') && journal.at(-1)?.what !== 'repair-confirmed',
  );
  const arrived = deliveries.filter(
    (delivery) => delivery.arrivedOn !== undefined && isReceivable(delivery),
  );
  return [
    ...arrived.map((delivery) => ({ kind: 'receive', delivery }) as const),
    ...(declaration && campaign?.phase === 'open' ? todosOfDeclaration(declaration) : []),
    ...repaired.map((damage) => ({ kind: 'confirm-repair', damage }) as const),
  ];
}

function todosOfDeclaration(declaration: Declaration): Todo[] {
  const { state, filing, draft } = declaration;
  if (state === 'to-correct') return [{ kind: 'correct', declaration }];
  if (filing) return [];
  return [{ kind: draft ? 'finish-draft' : 'answer', declaration }];
}

export interface CollegeFile {
  readonly college: College;
  /** The campaign of the day (`campaignOf`), if the Département has any. */
  readonly campaign?: CampaignToday | undefined;
  /** The latest campaign first. */
  readonly declarations: readonly Declaration[];
  /** The last reported first. */
  readonly damages: readonly Damage[];
  readonly deliveries: readonly Delivery[];
  /** References of what could not be read and is missing above. */
  readonly unreadable?: readonly string[] | undefined;
}

/** The declaration for the campaign of the day; `undefined` without a campaign. */
export function currentDeclaration({
  college,
  campaign,
  declarations,
}: CollegeFile): Declaration | undefined {
  if (!campaign) return undefined;
  const { id } = campaign.campaign;
  return (
    declarations.find(({ campaignId }) => campaignId === id) ?? newDeclaration(college.uai, id)
  );
}

export interface CampaignRow {
  readonly college: College;
  /** Absent for a collège that has not started one. */
  readonly declaration?: Declaration | undefined;
}

export interface CampaignView {
  readonly campaign: CampaignToday;
  /** The collèges that match the search. */
  readonly rows: readonly CampaignRow[];
  /** Of every collège that has a declaration, also outside the search. */
  readonly campaignStatuses: readonly CampaignStatus[];
  /** References of the declarations that could not be read and are missing above. */
  readonly unreadable: readonly string[];
  /** How many collèges the register has. */
  readonly colleges: number;
}
