import { type CampaignToday, phaseOf } from '../domain/campaign.ts';
import { findCollege } from '../domain/college.ts';
import { type Act, type Declaration, newDeclaration } from '../domain/declaration.ts';
import { type Door, maySpeakFor, type Person } from '../domain/person.ts';
import type { Uai } from '../domain/uai.ts';
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
  | { readonly kind: 'done'; readonly declaration: Declaration }
  /** Somebody else wrote meanwhile: `declaration` is what stands now, untouched. */
  | { readonly kind: 'stale'; readonly declaration: Declaration }
  /** The declaration's state allows no such act any more. */
  | { readonly kind: 'settled'; readonly declaration: Declaration }
  | ({ readonly kind: 'campaign-not-open' } & CampaignToday)
  | { readonly kind: 'unknown-campaign' }
  /** Not in the register, or not theirs: nobody learns which. */
  | { readonly kind: 'not-yours' };

/** One act of a collège upon its declaration; `undefined` where its state refuses it. */
export type Change = (declaration: Declaration, act: Act) => Declaration | undefined;

export type Declare = (command: DeclareCommand, change: Change) => Promise<DeclareOutcome>;

/** What every act of a collège upon its declaration has in common: who may, when, and never over somebody else's words. */
export function makeDeclare({ departement, declarations, clock }: DeclareDeps): Declare {
  return async (command, change) => {
    const { uai, campaignId, by, door, opening, seenVersion } = command;
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

    const current = stored ?? newDeclaration(uai, campaignId);
    if (current.version !== seenVersion) return { kind: 'stale', declaration: current };
    const act = { at: clock.now().toISOString(), who: by.name, door, opening };
    const changed = change(current, act);
    if (!changed) return { kind: 'settled', declaration: current };
    if ((await declarations.save(changed)) === 'saved') {
      return { kind: 'done', declaration: { ...changed, version: changed.version + 1 } };
    }
    // The race was lost between the read and the write; a double click may have won it for the same person.
    const winner = (await declarations.find(uai, campaignId)) ?? current;
    return { kind: winner.lastOpening === opening ? 'done' : 'stale', declaration: winner };
  };
}
