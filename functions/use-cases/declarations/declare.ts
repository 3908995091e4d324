import { findCollege } from '../../domain/colleges/college.ts';
import { type CampaignToday, phaseOf } from '../../domain/declarations/campaign.ts';
import { maySpeakFor } from '../../domain/people/person.ts';
import type { Clock, DeclarationStore, DepartementStore } from '../ports.ts';
import {
  type Change,
  type ChangeOutcome,
  changeDeclaration,
  type DeclareCommand,
} from './change-declaration.ts';

export interface DeclareDeps {
  readonly departement: DepartementStore;
  readonly declarations: DeclarationStore;
  readonly clock: Clock;
}

export type DeclareOutcome =
  | ChangeOutcome
  | ({ readonly kind: 'campaign-not-open' } & CampaignToday)
  | { readonly kind: 'unknown-campaign' }
  /** Not in the register, or not theirs: nobody learns which. */
  | { readonly kind: 'not-yours' };

export type Declare = (command: DeclareCommand, change: Change) => Promise<DeclareOutcome>;

/** What every act of a collège upon its declaration has in common: who may, when, and never over somebody else's words. */
export function makeDeclare({ departement, declarations, clock }: DeclareDeps): Declare {
  return async (command, change) => {
    const { uai, campaignId, by, opening } = command;
    const [register, campaigns, stored] = await Promise.all([
      departement.register(),
      departement.campaigns(),
      declarations.find(uai, campaignId),
    ]);
    if (!maySpeakFor(by, uai) || !findCollege(register, uai)) return { kind: 'not-yours' };
    const campaign = campaigns.find(({ id }) => id === campaignId);
    if (!campaign) return { kind: 'unknown-campaign' };
    // Before the dates: a repeated click is answered as the first one was, even past midnight.
    if (stored?.lastOpening === opening) return { kind: 'done', declaration: stored };
    const phase = phaseOf(campaign, clock.today());
    if (phase !== 'open') return { kind: 'campaign-not-open', campaign, phase };

    return changeDeclaration({ declarations, clock, command, stored }, change);
  };
}
