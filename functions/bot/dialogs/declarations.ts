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
  type AboutDeclaration,
  confirmNothingCard,
  correctionAskedCard,
  filedCard,
  outdatedButtonCard,
  unchangedCard,
} from '../../content/declarations/cards.ts';
import { correctionForm } from '../../content/declarations/forms.ts';
import { sharedDeclarationCard } from '../../content/declarations/shared-card.ts';
import { collegeTitle } from '../../content/format.ts';
import { parseForm } from '../../content/model/form.ts';
import type { Intent } from '../../content/model/intent.ts';
import type { College } from '../../domain/colleges/college.ts';
import type { Campaign } from '../../domain/declarations/campaign.ts';
import { type Declaration, referenceOf } from '../../domain/declarations/declaration.ts';
import { canActFor, isEducation } from '../../domain/people/person.ts';
import type { Uai } from '../../domain/uai.ts';
import { findColleges } from '../../use-cases/campaigns.ts';
import {
  type DeclareResult,
  fileDeclaration,
  openDeclaration,
  requestCorrection,
} from '../../use-cases/declarations.ts';
import { type BotDeps, type LinkedUser, siteLink } from '../model/context.ts';
import {
  cardView,
  type FormSubmission,
  type FormView,
  formView,
  type MessageView,
  sharedNotification,
  type View,
  type WrittenSubject,
} from '../model/views.ts';

interface DeclarationKey {
  readonly uai: Uai;
  readonly campaignId: string;
}

/** The declaration of a collège that the person may write now. */
export interface OwnDeclaration {
  readonly kind: 'own';
  readonly college: College;
  readonly campaign: Campaign;
  readonly declaration: Declaration;
  readonly previous?: Declaration | undefined;
}

export const declarationPath = (declaration: Declaration): string =>
  `/declarations/${referenceOf(declaration)}`;

/** The declaration for the campaign of the day, or the reason why it cannot be written. */
export async function loadCurrentDeclaration(
  deps: BotDeps,
  botUser: LinkedUser,
  uai: Uai,
): Promise<OwnDeclaration | MessageView> {
  const { campaign } = await findColleges(deps, '');
  if (!campaign) return cardView(deps, noCampaignCard());
  return loadOwnDeclaration(deps, botUser, { uai, campaignId: campaign.campaign.id });
}

/** The declaration, or the reason why it cannot be written: its card then shows `input`, so that it can be copied. */
export async function loadOwnDeclaration(
  deps: BotDeps,
  { person }: LinkedUser,
  { input, ...key }: DeclarationKey & { readonly input?: RejectedInput },
): Promise<OwnDeclaration | MessageView> {
  if (!canActFor(person, key.uai)) return refuseDeclaration(deps, { kind: 'forbidden' }, input);
  const opened = await openDeclaration(deps, key, person);
  if (opened.kind !== 'opened') return refuseDeclaration(deps, opened, input);
  const { college, campaign, phase, declaration, previous } = opened;
  if (phase !== 'open') {
    return refuseDeclaration(deps, { kind: 'campaign-not-open', campaign, phase }, input);
  }
  if (declaration.state === 'decided') {
    return refuseDeclaration(deps, { kind: 'invalid-transition', declaration }, input);
  }
  return { kind: 'own', college, campaign, declaration, previous };
}

type Refusal = Exclude<DeclareResult, { readonly kind: 'done' | 'conflict' }>;

export function refuseDeclaration(
  deps: BotDeps,
  refusal: Refusal,
  input?: RejectedInput,
): MessageView {
  switch (refusal.kind) {
    case 'invalid-transition':
      return cardView(deps, declarationInvalidTransitionCard(input));
    case 'campaign-not-open':
      return cardView(deps, notOpenCard(refusal, input));
    case 'unknown-campaign':
      return cardView(deps, noCampaignCard());
    case 'forbidden':
      return cardView(deps, forbiddenCard(input));
  }
}

/** Asks to confirm an état néant, which one word could file by mistake. */
export async function confirmNothingNeeded(
  deps: BotDeps,
  botUser: LinkedUser,
  { uai, idempotencyKey }: { readonly uai: Uai; readonly idempotencyKey: string },
): Promise<MessageView> {
  const opened = await loadCurrentDeclaration(deps, botUser, uai);
  if (opened.kind !== 'own') return opened;
  return cardView(deps, confirmNothingCard(opened, idempotencyKey, deps.setting));
}

/** Files the état néant that was confirmed. */
export async function fileNothingNeeded(
  deps: BotDeps,
  { person: by, channel }: LinkedUser,
  intent: Extract<Intent, { readonly kind: 'file-nothing' }>,
): Promise<MessageView> {
  const { uai, campaignId, expectedVersion, idempotencyKey } = intent;
  const command = { uai, campaignId, by, channel, idempotencyKey, expectedVersion };
  const outcome = await fileDeclaration(deps, command, { kind: 'nothing-needed' });
  if (outcome.kind === 'contradictory') throw new Error('Nothing contradicts nothing');
  if (outcome.kind !== 'done' && outcome.kind !== 'conflict') {
    return refuseDeclaration(deps, outcome);
  }
  const opened = await openDeclaration(deps, { uai, campaignId }, by);
  if (opened.kind !== 'opened') return refuseDeclaration(deps, opened);
  const about = { ...opened, declaration: outcome.declaration };
  return outcome.kind === 'done'
    ? filedView(deps, about, outcome)
    : cardView(deps, outdatedButtonCard(about, deps.setting));
}

/** What was filed just now. Where nothing changed, other people are shown nothing new. */
export function filedView(
  deps: BotDeps,
  about: AboutDeclaration,
  { isUnchanged }: { readonly isUnchanged?: true },
): MessageView {
  if (isUnchanged) return cardView(deps, unchangedCard(about, deps.setting));
  return cardView(deps, filedCard(about, deps.setting), writtenDeclaration(deps, about));
}

function writtenDeclaration({ setting }: BotDeps, about: AboutDeclaration): WrittenSubject {
  const { declaration } = about;
  return {
    reference: referenceOf(declaration),
    version: declaration.version,
    notification: sharedNotification(setting, sharedDeclarationCard(about, setting)),
  };
}

/** The form in which the service Éducation asks a collège to correct what it filed. */
export async function openCorrectionForm(
  deps: BotDeps,
  botUser: LinkedUser,
  { uai, campaignId, idempotencyKey }: DeclarationKey & { readonly idempotencyKey: string },
): Promise<View> {
  return showCorrectionForm(deps, botUser, { uai, campaignId, idempotencyKey });
}

export async function submitCorrection(
  deps: BotDeps,
  botUser: LinkedUser,
  { formState, answers }: FormSubmission,
): Promise<View> {
  const { uai, id: campaignId, idempotencyKey, expectedVersion } = formState;
  if (!uai || !campaignId) return cardView(deps, outdatedCard());
  const key = { uai, campaignId };
  const shown = { ...key, idempotencyKey, answers };
  const parsed = parseForm(correctionForm, answers);
  if (parsed.kind === 'invalid') {
    const { errors } = parsed;
    return showCorrectionForm(deps, botUser, { ...shown, expectedVersion, errors });
  }
  const { person: by, channel } = botUser;
  const command = { ...key, by, channel, idempotencyKey, expectedVersion };
  const outcome = await requestCorrection(deps, command, parsed.values.correction);
  const input = { form: correctionForm, answers };
  switch (outcome.kind) {
    case 'done': {
      const opened = await openDeclaration(deps, key, by);
      if (opened.kind !== 'opened') return cardView(deps, forbiddenCard());
      const about = { ...opened, declaration: outcome.declaration };
      const card = correctionAskedCard(about, deps.setting);
      return cardView(deps, card, writtenDeclaration(deps, about));
    }
    case 'conflict': {
      const alert = declarationConflictAlert(outcome.declaration, expectedVersion, deps.setting);
      return showCorrectionForm(deps, botUser, { ...shown, alert });
    }
    case 'invalid-transition':
      return cardView(deps, declarationInvalidTransitionCard(input));
    case 'forbidden':
      return cardView(deps, forbiddenCard(input));
  }
}

interface ShownCorrection
  extends DeclarationKey,
    Partial<Pick<FormView, 'answers' | 'errors' | 'alert'>> {
  readonly idempotencyKey: string;
  /** By default the stored version, which the form shows. */
  readonly expectedVersion?: number;
}

async function showCorrectionForm(
  deps: BotDeps,
  { person }: LinkedUser,
  { uai, campaignId, idempotencyKey, expectedVersion, ...shown }: ShownCorrection,
): Promise<View> {
  const opened = isEducation(person)
    ? await openDeclaration(deps, { uai, campaignId }, person)
    : undefined;
  if (opened?.kind !== 'opened') return cardView(deps, forbiddenCard());
  const { college, campaign, declaration } = opened;
  if (declaration.state !== 'filed') return cardView(deps, declarationInvalidTransitionCard());
  return formView({
    form: correctionForm,
    about: `${collegeTitle(college)} – ${campaign.name}`,
    formState: {
      form: correctionForm.id,
      uai,
      id: campaignId,
      expectedVersion: expectedVersion ?? declaration.version,
      idempotencyKey,
      step: 0,
    },
    sendLabel: formTexts.askCorrection,
    site: await siteLink(deps, person, declarationPath(declaration)),
    ...shown,
  });
}
