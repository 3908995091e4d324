import { type College, findCollege } from '../../domain/colleges/college.ts';
import type { Uai } from '../../domain/colleges/uai.ts';
import { type Campaign, type CampaignPhase, phaseOf } from '../../domain/declarations/campaign.ts';
import { type Declaration, newDeclaration } from '../../domain/declarations/declaration.ts';
import { mayRead, type Person } from '../../domain/people/person.ts';
import type { DeclareDeps } from './declare.ts';

export type OpenOutcome =
  | {
      readonly kind: 'opened';
      readonly college: College;
      readonly campaign: Campaign;
      readonly phase: CampaignPhase;
      /** In state `new` when the collège has said nothing yet. */
      readonly declaration: Declaration;
      /** The needs it filed last, in an earlier campaign: what a new form starts from. */
      readonly previous?: Declaration | undefined;
    }
  | { readonly kind: 'unknown-campaign' }
  | { readonly kind: 'not-yours' };

export type OpenDeclaration = (
  which: { readonly uai: Uai; readonly campaignId: string },
  by: Person,
) => Promise<OpenOutcome>;

/** The declaration of a collège as it stands, for someone who may see it. */
export function makeOpenDeclaration(deps: DeclareDeps): OpenDeclaration {
  const { departement, declarations, clock } = deps;
  return async ({ uai, campaignId }, by) => {
    if (!mayRead(by, uai)) return { kind: 'not-yours' };
    const [register, campaigns, all] = await Promise.all([
      departement.register(),
      departement.campaigns(),
      declarations.listOf(uai),
    ]);
    const college = findCollege(register, uai);
    if (!college) return { kind: 'not-yours' };
    const campaign = campaigns.find(({ id }) => id === campaignId);
    if (!campaign) return { kind: 'unknown-campaign' };
    const stored = all.find((declaration) => declaration.campaignId === campaignId);
    const declaration = stored ?? newDeclaration(uai, campaignId);
    const previous = all.find(
      (earlier) => earlier.campaignId < campaignId && earlier.filing?.kind === 'needs',
    );
    const phase = phaseOf(campaign, clock.today());
    return { kind: 'opened', college, campaign, phase, declaration, previous };
  };
}
