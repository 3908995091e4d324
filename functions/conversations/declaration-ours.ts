import type { College } from '../domain/colleges/college.ts';
import type { Uai } from '../domain/colleges/uai.ts';
import type { Campaign } from '../domain/declarations/campaign.ts';
import { type Declaration, referenceOf } from '../domain/declarations/declaration.ts';
import { maySpeakFor } from '../domain/people/person.ts';
import type { DeclareOutcome } from '../use-cases/declarations/declare.ts';
import { signed } from '../words/cards/card.ts';
import {
  noCampaignCard,
  notOpenCard,
  notYoursCard,
  settledDeclarationCard,
  type Typed,
} from '../words/cards/refusal-cards.ts';
import type { CardTurn } from '../words/turn.ts';
import type { Known } from './known.ts';
import type { TalkDeps } from './talk-deps.ts';

/** The declaration of a collège that the speaker may write now. */
export interface Ours {
  readonly kind: 'ours';
  readonly college: College;
  readonly campaign: Campaign;
  readonly declaration: Declaration;
  readonly previous?: Declaration | undefined;
}

type Refusal = Exclude<DeclareOutcome, { readonly kind: 'done' | 'stale' }>;

export const declarationPath = (declaration: Declaration): string =>
  `/declarations/${referenceOf(declaration)}/formulaire`;

/** Opens the declaration of a collège, or tells why it cannot be written. */
export function makeOpenOurs({ findColleges, openDeclaration, setting }: TalkDeps) {
  /** Everything but "stale" ends the conversation; `typed` stays in sight. */
  function refusal(outcome: Refusal, typed?: Typed): CardTurn {
    switch (outcome.kind) {
      case 'settled':
        return signed(settledDeclarationCard(typed), setting);
      case 'campaign-not-open':
        return signed(notOpenCard(outcome, typed), setting);
      case 'unknown-campaign':
        return signed(noCampaignCard(), setting);
      case 'not-yours':
        return signed(notYoursCard(typed), setting);
    }
  }

  async function of(
    { person }: Known,
    which: { readonly uai: Uai; readonly campaignId: string },
    typed?: Typed,
  ): Promise<Ours | CardTurn> {
    if (!maySpeakFor(person, which.uai)) return refusal({ kind: 'not-yours' }, typed);
    const opened = await openDeclaration(which, person);
    if (opened.kind !== 'opened') return refusal(opened, typed);
    const { college, campaign, phase, declaration, previous } = opened;
    if (phase !== 'open') return refusal({ kind: 'campaign-not-open', campaign, phase }, typed);
    if (declaration.state === 'decided') return refusal({ kind: 'settled', declaration }, typed);
    return { kind: 'ours', college, campaign, declaration, previous };
  }

  return {
    of,
    refusal,

    /** In the campaign that people mean today. */
    async today(speaker: Known, uai: Uai): Promise<Ours | CardTurn> {
      const { campaign } = await findColleges('');
      if (!campaign) return signed(noCampaignCard(), setting);
      return of(speaker, { uai, campaignId: campaign.campaign.id });
    },
  };
}
