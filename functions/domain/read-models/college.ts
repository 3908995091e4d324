import type { College } from '../colleges/college.ts';
import type { Damage } from '../damages/damage.ts';
import type { CampaignStatus, CampaignToday } from '../declarations/campaign.ts';
import { type Declaration, newDeclaration } from '../declarations/declaration.ts';
import { type Delivery, isReceivable } from '../deliveries/delivery.ts';

/** Something that the Département waits for from a collège. */
export type Todo =
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
export function todosOf(today: CollegeToday): readonly Todo[] {
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
    ...(declaration && campaign?.phase === 'open' ? todosOfDeclaration(declaration) : []),
    ...mended.map((damage) => ({ kind: 'confirm-repair', damage }) as const),
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
  /** The campaign people mean today, if the Département has any. */
  readonly campaign?: CampaignToday | undefined;
  /** The latest campaign first. */
  readonly declarations: readonly Declaration[];
  /** The last reported first. */
  readonly damages: readonly Damage[];
  readonly deliveries: readonly Delivery[];
}

/** What the collège says in the campaign of today, if there is one. */
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

/** One line of the campaign: a collège, and where it stands. */
export interface CampaignRow {
  readonly college: College;
  /** Absent for a collège that has not begun. */
  readonly declaration?: Declaration | undefined;
}

export interface CampaignView {
  readonly campaign: CampaignToday;
  /** Every collège that the search means. */
  readonly rows: readonly CampaignRow[];
  /** Of all the collèges, whatever was searched. */
  readonly campaignStatuses: readonly CampaignStatus[];
  readonly colleges: number;
}
