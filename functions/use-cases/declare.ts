import { type CampaignToday, phaseOf } from '../domain/campaign.ts';
import { findCollege } from '../domain/college.ts';
import { type Door, maySpeakFor, type Person } from '../domain/person.ts';
import type { Uai } from '../domain/uai.ts';
import { type Change, type ChangeOutcome, changeDeclaration } from './change-declaration.ts';
import type { Clock, DeclarationStore, DepartementStore } from './ports.ts';

export interface DeclareDeps {
  readonly departement: DepartementStore;
  readonly declarations: DeclarationStore;
  readonly clock: Clock;
}

/** Who speaks for which collège in which campaign, and what they had before their eyes. */
export interface DeclareCommand {
  readonly uai: Uai;
  readonly campaignId: string;
  readonly by: Person;
  readonly door: Door;
  /** Token of the form, view or message they answer: the same token twice is one act. */
  readonly opening: string;
  /** The version they saw; 0 when they saw none. */
  readonly seenVersion: number;
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
