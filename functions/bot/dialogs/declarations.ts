import {
  declarationConflictAlert,
  declarationInvalidTransitionCard,
  forbiddenCard,
  formTexts,
  noCampaignCard,
  notOpenCard,
  outdatedCard,
  type RejectedInput,
} from '../../content/bot/refusals.ts';
import {
  confirmNothingCard,
  correctionAskedCard,
  filedCard,
  outdatedButtonCard,
} from '../../content/declarations/cards.ts';
import { correctionForm as form } from '../../content/declarations/forms.ts';
import { collegeTitle } from '../../content/format.ts';
import { parseForm } from '../../content/model/form.ts';
import type { Intent } from '../../content/model/intent.ts';
import type { College } from '../../domain/colleges/college.ts';
import type { Campaign } from '../../domain/declarations/campaign.ts';
import { type Declaration, referenceOf } from '../../domain/declarations/declaration.ts';
import { canActFor, isEducation } from '../../domain/people/person.ts';
import type { Uai } from '../../domain/uai.ts';
import { findColleges } from '../../use-cases/campaigns.ts';
import type { DeclareResult } from '../../use-cases/declarations.ts';
import {
  fileDeclaration,
  openDeclaration,
  requestCorrection,
} from '../../use-cases/declarations.ts';
import { type BotDeps, type LinkedUser, siteLink } from '../model/context.ts';
import {
  type FormSubmission,
  type FormView,
  formView,
  type MessageView,
  messageWithFooter,
  type View,
} from '../model/views.ts';

/** The declaration of a collège that the speaker may write now. */
export interface OwnDeclaration {
  readonly kind: 'own';
  readonly college: College;
  readonly campaign: Campaign;
  readonly declaration: Declaration;
  readonly previous?: Declaration | undefined;
}

type Refusal = Exclude<DeclareResult, { readonly kind: 'done' | 'conflict' }>;

export const declarationPath = (declaration: Declaration): string =>
  `/declarations/${referenceOf(declaration)}/formulaire`;

/** Opens the declaration of a collège, or tells why it cannot be written. */
export function createOwnDeclarationLoader(deps: BotDeps) {
  const { setting } = deps;
  /** Everything but "stale" ends the conversation; `typed` stays in sight. */
  function refusal(outcome: Refusal, input?: RejectedInput): MessageView {
    switch (outcome.kind) {
      case 'invalid-transition':
        return messageWithFooter(declarationInvalidTransitionCard(input), setting);
      case 'campaign-not-open':
        return messageWithFooter(notOpenCard(outcome, input), setting);
      case 'unknown-campaign':
        return messageWithFooter(noCampaignCard(), setting);
      case 'forbidden':
        return messageWithFooter(forbiddenCard(input), setting);
    }
  }

  async function of(
    { person }: LinkedUser,
    key: { readonly uai: Uai; readonly campaignId: string },
    input?: RejectedInput,
  ): Promise<OwnDeclaration | MessageView> {
    if (!canActFor(person, key.uai)) return refusal({ kind: 'forbidden' }, input);
    const opened = await openDeclaration(deps, key, person);
    if (opened.kind !== 'opened') return refusal(opened, input);
    const { college, campaign, phase, declaration, previous } = opened;
    if (phase !== 'open') return refusal({ kind: 'campaign-not-open', campaign, phase }, input);
    if (declaration.state === 'decided')
      return refusal({ kind: 'invalid-transition', declaration }, input);
    return { kind: 'own', college, campaign, declaration, previous };
  }

  return {
    of,
    refusal,

    /** In the campaign that people mean today. */
    async today(botUser: LinkedUser, uai: Uai): Promise<OwnDeclaration | MessageView> {
      const { campaign } = await findColleges(deps, '');
      if (!campaign) return messageWithFooter(noCampaignCard(), setting);
      return of(botUser, { uai, campaignId: campaign.campaign.id });
    },
  };
}

type FileNothing = Extract<Intent, { readonly kind: 'file-nothing' }>;

/** The état néant: asked twice, since one word files it. */
export function createNothingNeededDialog(deps: BotDeps) {
  const { setting } = deps;
  const ownDeclarations = createOwnDeclarationLoader(deps);

  return {
    async confirm(botUser: LinkedUser, uai: Uai, idempotencyKey: string): Promise<MessageView> {
      const opened = await ownDeclarations.today(botUser, uai);
      if (opened.kind !== 'own') return opened;
      return messageWithFooter(confirmNothingCard(opened, idempotencyKey, setting), setting);
    },

    async file({ person: by, channel }: LinkedUser, intent: FileNothing): Promise<MessageView> {
      const { uai, campaignId, expectedVersion, idempotencyKey } = intent;
      const command = { uai, campaignId, by, channel, idempotencyKey, expectedVersion };
      const outcome = await fileDeclaration(deps, command, { kind: 'nothing-needed' });
      if (outcome.kind === 'contradictory') throw new Error('Nothing contradicts nothing');
      if (outcome.kind !== 'done' && outcome.kind !== 'conflict')
        return ownDeclarations.refusal(outcome);
      const opened = await openDeclaration(deps, { uai, campaignId }, by);
      if (opened.kind !== 'opened') return ownDeclarations.refusal(opened);
      const about = { ...opened, declaration: outcome.declaration };
      const card = outcome.kind === 'done' ? filedCard : outdatedButtonCard;
      return messageWithFooter(card(about, setting), setting);
    },
  };
}

interface DeclarationKey {
  readonly uai: Uai;
  readonly campaignId: string;
}

/** The service Éducation asks a collège to correct what it filed. */
export function createCorrectionDialog(deps: BotDeps) {
  const { setting } = deps;

  async function show(
    { person }: LinkedUser,
    key: DeclarationKey,
    { idempotencyKey, ...more }: Pick<FormView['formState'], 'idempotencyKey'> & Showing,
  ): Promise<View> {
    const opened = isEducation(person) ? await openDeclaration(deps, key, person) : undefined;
    if (opened?.kind !== 'opened') return messageWithFooter(forbiddenCard(), setting);
    const { college, campaign, declaration } = opened;
    if (declaration.state !== 'filed')
      return messageWithFooter(declarationInvalidTransitionCard(), setting);
    const { uai, campaignId, version } = declaration;
    const { expectedVersion = version, ...shown } = more;
    return formView({
      form,
      about: `${collegeTitle(college)} – ${campaign.name}`,
      formState: { form: form.id, uai, id: campaignId, expectedVersion, idempotencyKey, step: 0 },
      sendLabel: formTexts.askCorrection,
      site: await siteLink(deps, person, declarationPath(declaration).replace('/formulaire', '')),
      ...shown,
    });
  }

  return {
    open: (botUser: LinkedUser, key: DeclarationKey, idempotencyKey: string) =>
      show(botUser, key, { idempotencyKey }),

    async handleSubmission(
      botUser: LinkedUser,
      { formState, answers }: FormSubmission,
    ): Promise<View> {
      const { uai, id: campaignId, idempotencyKey, expectedVersion } = formState;
      if (!uai || !campaignId) return messageWithFooter(outdatedCard(), setting);
      const key = { uai, campaignId };
      const parsed = parseForm(form, answers);
      if (parsed.kind === 'invalid') {
        return show(botUser, key, {
          idempotencyKey,
          expectedVersion,
          answers,
          errors: parsed.errors,
        });
      }
      const { person: by, channel } = botUser;
      const command = { ...key, by, channel, idempotencyKey, expectedVersion };
      const outcome = await requestCorrection(deps, command, parsed.values.correction);
      switch (outcome.kind) {
        case 'done': {
          const opened = await openDeclaration(deps, key, by);
          if (opened.kind !== 'opened') return messageWithFooter(forbiddenCard(), setting);
          const about = { ...opened, declaration: outcome.declaration };
          return messageWithFooter(correctionAskedCard(about, setting), setting);
        }
        case 'conflict': {
          const alert = declarationConflictAlert(outcome.declaration, expectedVersion, setting);
          return show(botUser, key, { idempotencyKey, answers, alert });
        }
        case 'invalid-transition':
          return messageWithFooter(declarationInvalidTransitionCard({ form, answers }), setting);
        case 'forbidden':
          return messageWithFooter(forbiddenCard({ form, answers }), setting);
      }
    },
  };
}

type Showing = Partial<Pick<FormView, 'answers' | 'errors' | 'alert'>> & {
  readonly expectedVersion?: number;
};
