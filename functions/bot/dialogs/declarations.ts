import {
  formWords,
  noCampaignCard,
  notOpenCard,
  notYoursCard,
  outdatedCard,
  settledDeclarationCard,
  staleDeclarationAlert,
  type Typed,
} from '../../content/bot/refusals.ts';
import {
  confirmNothingCard,
  correctionAskedCard,
  filedCard,
  staleButtonCard,
} from '../../content/declarations/cards.ts';
import { correctionForm as form } from '../../content/declarations/forms.ts';
import { collegeTitle } from '../../content/format.ts';
import { readForm } from '../../content/model/form.ts';
import type { Ask } from '../../content/model/intent.ts';
import type { College } from '../../domain/colleges/college.ts';
import type { Campaign } from '../../domain/declarations/campaign.ts';
import { type Declaration, referenceOf } from '../../domain/declarations/declaration.ts';
import { isEducation, maySpeakFor } from '../../domain/people/person.ts';
import type { Uai } from '../../domain/uai.ts';
import type { DeclareOutcome } from '../../use-cases/declarations.ts';
import { type Known, siteLink, type TalkDeps } from '../model/context.ts';
import {
  type CardTurn,
  type FormTurn,
  formTurn,
  type Sent,
  signed,
  type Turn,
} from '../model/views.ts';

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

type FileNothing = Extract<Ask, { readonly kind: 'file-nothing' }>;

/** The état néant: asked twice, since one word files it. */
export function makeNothingNeeded(deps: TalkDeps) {
  const { setting, fileDeclaration, openDeclaration } = deps;
  const openOurs = makeOpenOurs(deps);

  return {
    async confirm(speaker: Known, uai: Uai, opening: string): Promise<CardTurn> {
      const opened = await openOurs.today(speaker, uai);
      if (opened.kind !== 'ours') return opened;
      return signed(confirmNothingCard(opened, opening, setting), setting);
    },

    async file({ person: by, door }: Known, ask: FileNothing): Promise<CardTurn> {
      const { uai, campaignId, seenVersion, opening } = ask;
      const command = { uai, campaignId, by, door, opening, seenVersion };
      const outcome = await fileDeclaration(command, { kind: 'nothing-needed' });
      if (outcome.kind === 'contradictory') throw new Error('Nothing contradicts nothing');
      if (outcome.kind !== 'done' && outcome.kind !== 'stale') return openOurs.refusal(outcome);
      const opened = await openDeclaration({ uai, campaignId }, by);
      if (opened.kind !== 'opened') return openOurs.refusal(opened);
      const about = { ...opened, declaration: outcome.declaration };
      const card = outcome.kind === 'done' ? filedCard : staleButtonCard;
      return signed(card(about, setting), setting);
    },
  };
}

interface Which {
  readonly uai: Uai;
  readonly campaignId: string;
}

/** The service Éducation asks a collège to correct what it filed. */
export function makeAskCorrectionConversation(deps: TalkDeps) {
  const { setting, openDeclaration, askCorrection } = deps;

  async function show(
    { person }: Known,
    which: Which,
    { opening, ...more }: Pick<FormTurn['bookmark'], 'opening'> & Showing,
  ): Promise<Turn> {
    const opened = isEducation(person) ? await openDeclaration(which, person) : undefined;
    if (opened?.kind !== 'opened') return signed(notYoursCard(), setting);
    const { college, campaign, declaration } = opened;
    if (declaration.state !== 'filed') return signed(settledDeclarationCard(), setting);
    const { uai, campaignId, version } = declaration;
    const { seenVersion = version, ...shown } = more;
    return formTurn({
      form,
      about: `${collegeTitle(college)} – ${campaign.name}`,
      bookmark: { form: form.id, uai, id: campaignId, seenVersion, opening, step: 0 },
      sendLabel: formWords.askCorrection,
      site: await siteLink(deps, person, declarationPath(declaration).replace('/formulaire', '')),
      ...shown,
    });
  }

  return {
    open: (speaker: Known, which: Which, opening: string) => show(speaker, which, { opening }),

    async take(speaker: Known, { bookmark, answers }: Sent): Promise<Turn> {
      const { uai, id: campaignId, opening, seenVersion } = bookmark;
      if (!uai || !campaignId) return signed(outdatedCard(), setting);
      const which = { uai, campaignId };
      const reading = readForm(form, answers);
      if (reading.kind === 'invalid') {
        return show(speaker, which, { opening, seenVersion, answers, errors: reading.errors });
      }
      const { person: by, door } = speaker;
      const command = { ...which, by, door, opening, seenVersion };
      const outcome = await askCorrection(command, reading.values.correction);
      switch (outcome.kind) {
        case 'done': {
          const opened = await openDeclaration(which, by);
          if (opened.kind !== 'opened') return signed(notYoursCard(), setting);
          const about = { ...opened, declaration: outcome.declaration };
          return signed(correctionAskedCard(about, setting), setting);
        }
        case 'stale': {
          const alert = staleDeclarationAlert(outcome.declaration, seenVersion, setting);
          return show(speaker, which, { opening, answers, alert });
        }
        case 'settled':
          return signed(settledDeclarationCard({ form, answers }), setting);
        case 'not-yours':
          return signed(notYoursCard({ form, answers }), setting);
      }
    },
  };
}

type Showing = Partial<Pick<FormTurn, 'answers' | 'errors' | 'alert'>> & {
  readonly seenVersion?: number;
};
