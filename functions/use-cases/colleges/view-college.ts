import { type College, findCollege } from '../../domain/colleges/college.ts';
import type { Uai } from '../../domain/colleges/uai.ts';
import type { Damage } from '../../domain/damages/damage.ts';
import { type CampaignToday, campaignOf } from '../../domain/declarations/campaign.ts';
import { type Declaration, newDeclaration } from '../../domain/declarations/declaration.ts';
import type { Delivery } from '../../domain/deliveries/delivery.ts';
import { mayRead, type Person } from '../../domain/people/person.ts';
import type { DeclareDeps } from '../declarations/declare.ts';
import type { DamageStore, DeliveryStore } from '../ports.ts';

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

/** `undefined`: not in the register, or not theirs. */
export type ViewCollege = (uai: Uai, by: Person) => Promise<CollegeFile | undefined>;

/** Everything the counter knows of one collège. */
export function makeViewCollege(
  deps: DeclareDeps & { readonly damages: DamageStore; readonly deliveries: DeliveryStore },
): ViewCollege {
  return async (uai, by) => {
    if (!mayRead(by, uai)) return undefined;
    const [register, campaigns, declarations, damages, deliveries] = await Promise.all([
      deps.departement.register(),
      deps.departement.campaigns(),
      deps.declarations.listOf(uai),
      deps.damages.listOf(uai),
      deps.deliveries.listOf(uai),
    ]);
    const college = findCollege(register, uai);
    if (!college) return undefined;
    const campaign = campaignOf(campaigns, deps.clock.today());
    return { college, campaign, declarations, damages, deliveries };
  };
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
